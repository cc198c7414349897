"""What is kept: tables, queries, the engine, the writer, migrations. The only place that knows SQL."""
