#!/bin/sh
# 检查、生成、发布，一步不成就停下。任何能运行 shell 的流水线都能用；也可以在服务器上定时运行。
# 先装好：python -m pip install --constraint constraints.txt '.[s3]'（或者 make site）
#
#   BASE      和哪个版本比较，只看改动造成的问题；不写就全部检查
#   PUBLISH   发布到 config.yaml 里的哪个目标；不写就不发布，只检查、生成
#   PYTHON    默认 python
set -eu
cd "$(git rev-parse --show-toplevel)"
python="${PYTHON:-python}"
if [ -n "${BASE:-}" ] && git cat-file -e "$BASE^{commit}" 2>/dev/null; then
    "$python" build.py check --changed-since "$BASE"
else
    "$python" build.py check
fi
"$python" build.py build
if [ -n "${PUBLISH:-}" ]; then
    "$python" build.py publish "$PUBLISH"
fi
