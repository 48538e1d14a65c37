"""From files to records: strict YAML, front matter, the schema, Markdown. Everything wrong is a finding."""
