using Wayleave.Protocol.Deflate;
using Wayleave.Protocol.Http;

namespace Wayleave.Protocol.Tests.Deflate;

public sealed class DeflateNegotiationTests
{
    [Theory]
    [InlineData("permessage-deflate", "permessage-deflate")]
    [InlineData("permessage-deflate; client_max_window_bits", "permessage-deflate")]
    [InlineData("permessage-deflate; client_max_window_bits=\"10\"", "permessage-deflate")]
    [InlineData("permessage-deflate;server_no_context_takeover ; client_no_context_takeover",
        "permessage-deflate; server_no_context_takeover; client_no_context_takeover")]
    [InlineData("permessage-deflate; server_max_window_bits=8", "permessage-deflate; server_max_window_bits=8")]
    [InlineData("permessage-deflate; server_max_window_bits=16, permessage-deflate", "permessage-deflate")]
    [InlineData("x-other, permessage-deflate; server_max_window_bits=9", "permessage-deflate; server_max_window_bits=9")]
    [InlineData("permessage-deflate; server_max_window_bits", null)]
    [InlineData("permessage-deflate; server_max_window_bits=7", null)]
    [InlineData("permessage-deflate; server_max_window_bits=09", null)]
    [InlineData("permessage-deflate; server_no_context_takeover=1", null)]
    [InlineData("permessage-deflate; unknown", null)]
    [InlineData("permessage-deflate; client_max_window_bits; client_max_window_bits", null)]
    [InlineData("x-webkit-deflate-frame", null)]
    public void A_server_takes_the_first_sound_offer(string offer, string? answer)
    {
        DeflateNegotiation.Accept([new("Sec-WebSocket-Extensions", offer)], out var agreement).ShouldBe(answer);
        (agreement is null).ShouldBe(answer is null);
    }

    [Theory]
    [InlineData("permessage-deflate; client_max_window_bits", "permessage-deflate; client_max_window_bits=9", true)]
    [InlineData("permessage-deflate", "permessage-deflate; client_max_window_bits=9", false)]
    [InlineData("permessage-deflate; client_max_window_bits", "permessage-deflate; client_max_window_bits", false)]
    [InlineData("permessage-deflate", "permessage-deflate; server_max_window_bits=9; server_no_context_takeover", true)]
    [InlineData("permessage-deflate; server_max_window_bits=9", "permessage-deflate", false)]
    [InlineData("permessage-deflate; server_max_window_bits=9, permessage-deflate", "permessage-deflate", true)]
    [InlineData("permessage-deflate; server_no_context_takeover", "permessage-deflate", false)]
    [InlineData("permessage-deflate", "permessage-deflate, permessage-deflate", false)]
    [InlineData("permessage-deflate", "x-other", false)]
    [InlineData("", "permessage-deflate", false)]
    [InlineData("permessage-deflate", "", true)]
    public void A_client_takes_an_answer_that_its_offer_allows(string offer, string answer, bool expected) =>
        DeflateNegotiation.TryReadAnswer(Lines(offer), Lines(answer), out _).ShouldBe(expected);

    [Fact]
    public void The_agreement_says_what_the_answer_says()
    {
        DeflateNegotiation.TryReadAnswer(
            Lines("permessage-deflate; client_max_window_bits"),
            Lines("permessage-deflate; client_max_window_bits=10; server_no_context_takeover"), out var agreement);
        agreement.ShouldBe(new DeflateAgreement(ServerNoContextTakeover: true, ClientMaxWindowBits: 10));
    }

    private static HeaderLines Lines(string value) => value.Length == 0 ? [] : [new("Sec-WebSocket-Extensions", value)];
}
