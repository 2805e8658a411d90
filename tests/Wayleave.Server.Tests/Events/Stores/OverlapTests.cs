using Wayleave.Server.Events.Stores.Redis.Plain;

namespace Wayleave.Server.Tests.Events.Stores;

public class OverlapTests
{
    [Theory]
    [InlineData("cdef", "abcd", 2, true)]
    [InlineData("cdef", "abcdef", 4, true)]
    [InlineData("cdef", "ab", 0, true)]
    [InlineData("cdef", "", 0, true)]
    [InlineData("", "abc", 0, true)]
    // Only the last that stand there are known: they are enough.
    [InlineData("cdef", "de", 3, true)]
    // One that was heard before the first of these is no proof against it.
    [InlineData("def", "abcd", 1, true)]
    // Equal ones lie over each other in several ways: rather twice than never.
    [InlineData("aaab", "xa", 1, true)]
    [InlineData("aaa", "a", 1, false)]
    [InlineData("abab", "ab", 2, false)]
    [InlineData("abab", "cab", 2, true)]
    public void What_was_heard_is_laid_over_what_was_appended(string heard, string appended, int count, bool isCertain) =>
        Overlap.Find(Letters(heard), Letters(appended)).ShouldBe((count, isCertain));

    private static string[] Letters(string text) => [.. text.Select(letter => letter.ToString())];
}
