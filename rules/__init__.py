"""The built-in policies, as YAML files."""
