using Wayleave.Cli.Lint;

namespace Wayleave.Cli.Tests.Lint;

public sealed class UnifiedDiffTests
{
    [Fact]
    public void A_patch_shows_a_change_with_three_lines_around_it() =>
        UnifiedDiff.Of("f", "1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\nfive\n6\n7\n8\n9\n")
            .ShouldBe("--- f\n+++ f\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n");

    [Fact]
    public void Changes_far_apart_are_two_pieces() =>
        UnifiedDiff.Of("f", string.Concat(Enumerable.Range(1, 20).Select(n => $"{n}\n")), string.Concat(Enumerable.Range(2, 20).Select(n => $"{n}\n")))
            .ShouldBe("--- f\n+++ f\n@@ -1,4 +1,3 @@\n-1\n 2\n 3\n 4\n@@ -18,3 +17,4 @@\n 18\n 19\n 20\n+21\n");

    [Fact]
    public void An_empty_file_that_gets_lines_begins_at_line_0() => UnifiedDiff.Of("f", "", "a\n").ShouldBe("--- f\n+++ f\n@@ -0,0 +1,1 @@\n+a\n");

    [Fact]
    public void A_last_line_without_an_end_is_told() => UnifiedDiff.Of("f", "a", "a\n").ShouldContain("\\ No newline at end of file");

    [Fact]
    public void Equal_texts_have_no_patch() => UnifiedDiff.Of("f", "a\n", "a\n").ShouldBeEmpty();
}
