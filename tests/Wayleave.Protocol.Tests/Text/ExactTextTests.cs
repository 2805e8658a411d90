using Wayleave.Protocol.Text;

namespace Wayleave.Protocol.Tests.Text;

public sealed class ExactTextTests
{
    [Theory]
    [InlineData("90s")]
    [InlineData("2m")]
    [InlineData("1d")]
    [InlineData("36h")]
    [InlineData("1500ms")]
    [InlineData("100.5ms")]
    [InlineData("0s")]
    public void A_duration_reads_back_as_it_was_written(string text)
    {
        Durations.TryParse(text, out TimeSpan value).ShouldBeTrue();
        Durations.Exact(value).ShouldBe(text);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("4097")]
    [InlineData("64KiB")]
    [InlineData("100MB")]
    [InlineData("1GiB")]
    public void A_size_reads_back_as_it_was_written(string text)
    {
        Sizes.TryParse(text, out long bytes).ShouldBeTrue();
        Sizes.Exact(bytes).ShouldBe(text);
    }
}
