"""`publish` in `config.yaml`: where the site is put. Keys and passwords are never written there."""

from __future__ import annotations

from typing import Annotated

from annotated_types import Ge, Le

from gongkai.model.values import LIST, Code, Fields, OneOf, Text, Truth, Web, Whole, about


class CacheRule(Fields):
    path: Annotated[Text, about("路径", "网站里的路径，可以用 *", example="units/*/feed.xml")]
    cache_control: Annotated[Text, about("缓存", "Cache-Control 的内容", example="max-age=60")]


class PublishTarget(Fields):
    """A place to publish to. What a kind of target needs and has not is told by `gongkai.publish.targets`."""

    name: Annotated[Code, about("名称", "发布时用的名字，如 main")]
    kind: Annotated[
        str,
        OneOf("s3", "server", "folder"),
        about("方式", "s3：对象存储；server：服务器上的文件夹，每次发布一个版本；folder：普通文件夹"),
    ]
    folder: Annotated[
        Text | None, about("文件夹", "server、folder：放到哪里，相对于项目文件夹，或者写绝对路径")
    ] = None
    endpoint: Annotated[
        Web | None,
        about(
            "服务地址", "s3：对象存储的地址，不写就是亚马逊", example="https://oss-cn-hangzhou.aliyuncs.com"
        ),
    ] = None
    bucket: Annotated[Text | None, about("存储桶", "s3：桶的名字")] = None
    prefix: Annotated[Text, about("前缀", "s3：放在桶里的哪个路径下，不写就是最上层")] = ""
    region: Annotated[Text, about("区域", "s3：桶所在的区域", example="cn-hangzhou")] = "us-east-1"
    virtual_hosted: Annotated[Truth, about("桶名在域名里", "s3：阿里云、腾讯云写“是”")] = False
    conditional_writes: Annotated[
        Truth,
        about("条件写入", "s3：存储不认 If-Match 的写“否”（如阿里云），这时要自己保证同时只有一个人发布"),
    ] = True
    public_url: Annotated[
        Web | None, about("访问地址", "从外面访问这个目标的网址，不写就是网站的“网址”；发布后从这里抽查")
    ] = None
    check_public: Annotated[
        Truth, about("从外面抽查", "是：发布后从“访问地址”抽查几个文件；否：只从存储抽查")
    ] = False
    compress: Annotated[
        str,
        OneOf("none", "gzip", "br"),
        about("压缩存放", "s3：none 由 CDN 压缩；gzip、br 存放预先压缩好的，要先打开“预压缩”"),
    ] = "none"
    cache: Annotated[
        tuple[CacheRule, ...], LIST, about("缓存规则", "s3：按路径改缓存时间，写在前面的优先")
    ] = ()
    keep_releases: Annotated[Whole, Ge(1), Le(100), about("保留版本", "可以退回的版本数，算上现在的")] = 3
    keep_hours: Annotated[
        Whole, Ge(0), Le(8760), about("保留小时", "换下的文件至少再留多少小时：打开着的网页还要用")
    ] = 24
    max_deletes: Annotated[Whole, Ge(0), about("删除上限", "一次最多删多少个文件，超过就不删，先问")] = 1000
    connections: Annotated[Whole, Ge(1), Le(256), about("并发", "s3：同时传多少个文件")] = 32
