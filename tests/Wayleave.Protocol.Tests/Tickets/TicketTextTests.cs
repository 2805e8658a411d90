using Wayleave.Protocol.Tickets;

namespace Wayleave.Protocol.Tests.Tickets;

public sealed class TicketTextTests
{
    [Fact]
    public void A_ticket_is_43_characters_that_need_no_escaping()
    {
        var text = TicketText.Write(Enumerable.Range(200, 32).Select(value => (byte)value).ToArray());
        text.Length.ShouldBe(TicketText.Length);
        text.ShouldMatch("^[A-Za-z0-9_-]{43}$");
        TicketText.TryHash(text, out var hash).ShouldBeTrue();
        // SHA-256 of 32 zero bytes, elsewhere computed.
        TicketText.TryHash(new string('A', 43), out var zero).ShouldBeTrue();
        zero.ShouldBe("Zmh6rfhivXdsj8GLjp-OIAiXFIVu4jOzkCpZHQ1fKSU");
        hash.ShouldNotBe(zero);
    }

    [Theory]
    [InlineData("")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAB")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAA AAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAA+AAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("ÄAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public void Anything_else_is_none(string text) => TicketText.TryHash(text, out _).ShouldBeFalse();
}
