using Wayleave.Rules.Facts;

namespace Wayleave.Rules.Tests.Facts;

public sealed class MaskTests
{
    [Fact]
    public void A_mask_tells_number_and_length() => Mask.Text(1, 812).ShouldBe("‹secret 1, 812 bytes›");

    [Theory]
    [InlineData("", 0)]
    [InlineData("plain", 5)]
    [InlineData("ü", 2)]
    [InlineData("‹secret 1, 812 bytes›", 812)]
    [InlineData("sid=‹secret 1, 812 bytes›; a=‹secret 12, 1 byte›", 4 + 812 + 4 + 1)]
    [InlineData("‹secret, 3 bytes›", 21)]
    public void A_masked_text_is_as_long_as_it_was(string text, long bytes) => Mask.LengthOf(text).ShouldBe(bytes);

    [Fact]
    public void A_stuffed_text_has_the_length_and_the_shape_of_the_secret() =>
        Mask.Stuffed("bearer.‹secret 1, 5 bytes›").ShouldBe("bearer.xxxxx");
}
