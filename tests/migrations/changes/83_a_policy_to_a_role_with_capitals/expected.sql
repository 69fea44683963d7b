alter policy "p" on "t" to "Changes ""Admin""";
