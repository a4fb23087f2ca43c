"""Holds a list of components against the schema of CycloneDX 1.6, as its own library has it."""

import sys
from pathlib import Path

from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

text = Path(sys.argv[1]).read_text()
validator = JsonStrictValidator(SchemaVersion.V1_6)
if mistake := validator.validate_str(text):
    sys.exit(f"{sys.argv[1]} is not CycloneDX 1.6: {mistake}")
# Who accepts everything must be found out.
if not validator.validate_str(text.replace('"bomFormat": "CycloneDX"', '"bomFormat": "none"')):
    sys.exit("the schema accepted what is no list of components")
print(f"{sys.argv[1]} is CycloneDX 1.6")
