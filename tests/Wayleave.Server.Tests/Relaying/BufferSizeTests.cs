using Wayleave.Server.Relaying;

namespace Wayleave.Server.Tests.Relaying;

public sealed class BufferSizeTests
{
    private const int Small = 8 * 1024;
    private const int Most = 64 * 1024;

    [Theory]
    [InlineData("", Small)]
    [InlineData("8191", Small)]
    [InlineData("8192", Most)]
    [InlineData("8192 65536", Most)]
    [InlineData("8192 4097", Most)]
    [InlineData("8192 24", Most)]
    [InlineData("8192 24 16384 24 16384", Most)]
    [InlineData("8192 24 24", Small)]
    [InlineData("24 8192 24", Most)]
    [InlineData("24 8192 24 24 8192", Most)]
    public void It_follows_what_comes_but_not_a_single_small_message(string came, int bytes) => After(Most, came).ShouldBe(bytes);

    [Theory]
    [InlineData("", 1000)]
    [InlineData("1000", 1000)]
    [InlineData("24 24", 1000)]
    public void It_is_never_larger_than_the_most(string came, int bytes) => After(1000, came).ShouldBe(bytes);

    private static int After(int most, string came)
    {
        var size = new BufferSize(most);
        foreach (var count in came.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            size.Saw(int.Parse(count, System.Globalization.CultureInfo.InvariantCulture));
        return size.Bytes;
    }
}
