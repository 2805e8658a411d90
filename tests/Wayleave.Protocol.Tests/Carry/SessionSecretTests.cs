using Wayleave.Protocol.Carry;

namespace Wayleave.Protocol.Tests.Carry;

public sealed class SessionSecretTests
{
    private const string Text = "AAECAwQFBgcICQoLDA0ODw";

    private static readonly byte[] s_bytes = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15];

    [Fact]
    public void As_text_and_as_bytes_it_is_the_same()
    {
        SessionSecret.TryParse(Text, out var secret).ShouldBeTrue();
        secret.ShouldBe(SessionSecret.Of(s_bytes));
        for (var i = 0; i < s_bytes.Length; i++)
        {
            byte[] other = [.. s_bytes];
            other[i] ^= 0x80;
            SessionSecret.Of(other).ShouldNotBe(secret);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("AAECAwQFBgcICQoLDA0OD")]
    [InlineData("AAECAwQFBgcICQoLDA0ODwA")]
    [InlineData("AAECAwQFBgcICQoLDA0ODw==")]
    [InlineData("AAECAwQFBgcICQoLDA0OD+")]
    [InlineData("AAECAwQFBgcICQoLDA0OD/")]
    [InlineData("AAECAwQFBgcICQoLDA0O==")]
    [InlineData("AAECAwQFBgcICQoLDA0O D")]
    [InlineData("AAECAwQFBgcICQoLDA0O  ")]
    [InlineData(" AAECAwQFBgcICQoLDA0ODw")]
    [InlineData("AAECAwQFBgcICQoLDA0OD\u00E9")]
    public void Another_text_is_none(string text)
    {
        SessionSecret.TryParse(text, out var secret).ShouldBeFalse();
        secret.ShouldBe(default);
    }

    [Fact]
    public void Whoever_writes_it_writes_nothing_of_it() => $"{SessionSecret.Of(s_bytes)}".ShouldBe("(secret)");
}
