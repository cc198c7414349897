"""What is said and prescribed, as data: exercises, measures, warning signs, languages. One file a thing."""
