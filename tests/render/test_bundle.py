"""The bundler knows little of modules and says so when they use more."""

import pytest

from gongkai.render.bundle import BundleError, bundle_modules

LEFT = 'import { b as c } from "./b.js";\nexport const a = c + 1;\n'
RIGHT = "export const b = 1;\nexport function hidden() {\n  return b;\n}\n"


def test_each_module_stands_once_after_what_it_imports() -> None:
    entry = 'import { a } from "./a.js";\nimport { b } from "./b.js";\nglobalThis.sum = a + b;\n'
    script = bundle_modules({"entry.js": entry, "a.js": LEFT, "b.js": RIGHT, "other.js": "x"}, "entry.js")
    assert script == (
        '"use strict";\n(() => {\n'
        "const module_b = (() => {\nconst b = 1;\nfunction hidden() {\n  return b;\n}\n\nreturn { b, hidden };\n})();\n"
        "const module_a = (() => {\nconst { b: c } = module_b;\nconst a = c + 1;\n\nreturn { a };\n})();\n"
        "const module_entry = (() => {\nconst { a } = module_a;\nconst { b } = module_b;\n"
        "globalThis.sum = a + b;\n\nreturn {  };\n})();\n"
        "})();\n"
    )


@pytest.mark.parametrize(
    "line",
    [
        'import a from "./a.js";',
        'import * as a from "./a.js";',
        'import { a } from "./none.js";',
        'import { a } from "./entry.js";',
        "export default 1;",
        "export let a = 1;",
        'export { a } from "./a.js";',
        'const a = await import("./a.js");',
        "const a = import.meta.url;",
    ],
)
def test_anything_else_is_refused(line: str) -> None:
    with pytest.raises(BundleError):
        bundle_modules({"entry.js": f"{line}\n", "a.js": "export const a = 1;\n"}, "entry.js")


def test_words_in_comments_are_no_imports() -> None:
    assert "// import(" in bundle_modules({"entry.js": "// import(x) is not used\n"}, "entry.js")
