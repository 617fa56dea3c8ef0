"""The trained pipelines that come with casesafe."""
