using Wayleave.Protocol.Relay;
using Wayleave.Server.Tests.Serving.Abuse;

namespace Wayleave.Server.Tests.Serving.Matrix;

/// <summary>
/// TLS whose TCP ends without the close_notify that belongs before it (RFC 8446 §6.1): a process that died, or somebody on the way. A
/// WebSocket's own frames tell whether something is missing, so it counts as FIN; nobody is told that the socket was closed in order.
/// </summary>
public sealed class TruncationTests
{
    private const string Unclean = "connection ended without a close frame";

    // A record of application data of 64 bytes, of which three come.
    private const string PartOfRecord = "\u0017\u0003\u0003\u0000\u0040abc";

    [Fact]
    public async Task A_client_cut_off_between_frames_has_hung_up_without_a_close_and_still_gets_the_apps_last_words()
    {
        await using var socket = await OpenPair.OpenAsync("https");
        socket.Client.Raw.Truncate();
        (await socket.App.RestAsync()).ShouldBe("");
        socket.App.WasReset.ShouldBeFalse();
        await socket.App.SendAsync("\u0081\u0005hello");
        await socket.App.FinishAsync();
        (await socket.Client.RestAsync()).ShouldBe(("\u0081\u0005hello", false));
        (await socket.EndingAsync()).ShouldBe(new RelayEnding(EndedBy.Client, Unclean));
    }

    [Fact]
    public async Task A_client_cut_off_within_a_frame_leaves_the_app_with_a_frame_that_never_ends()
    {
        await using var socket = await OpenPair.OpenAsync("https");
        await socket.Client.SendAsync("\u0081\u0085\0\0\0\0hel");
        socket.Client.Raw.Truncate();
        (await socket.App.RestAsync()).ShouldBe("\u0081\u0085\0\0\0\0hel");
        await socket.App.FinishAsync();
        (await socket.EndingAsync()).ShouldBe(new RelayEnding(EndedBy.Client, Unclean));
    }

    [Fact]
    public async Task A_client_cut_off_within_a_record_counts_as_reset()
    {
        await using var socket = await OpenPair.OpenAsync("https");
        await socket.Client.Raw.SendBelowTlsAsync(PartOfRecord);
        socket.Client.Raw.Truncate();
        (await socket.App.RestAsync())[0].ShouldBe('\u0088');
        socket.App.WasReset.ShouldBeTrue();
        (await socket.EndingAsync()).ShouldBe(new RelayEnding(EndedBy.Client, "connection reset"));
    }

    [Theory]
    [InlineData("http")]
    [InlineData("https")]
    [InlineData("h2")]
    public async Task An_app_cut_off_between_frames_is_told_to_the_client_as_1014(string carrier)
    {
        await using var socket = await OpenPair.OpenAsync(carrier, appTls: true);
        socket.App.Truncate();
        var (bytes, reset) = await socket.Client.RestAsync();
        bytes.ShouldBe("\u0088\u0034\u0003\u00f6the app ended the connection without a close frame");
        reset.ShouldBeFalse();
        await socket.Client.FinishAsync();
        (await socket.EndingAsync()).ShouldBe(new RelayEnding(EndedBy.App, Unclean));
    }

    [Theory]
    [InlineData("\u0081\u0005hel", "")]
    [InlineData("", PartOfRecord)]
    [InlineData("\u0081\u0005hel", PartOfRecord)]
    public async Task An_app_cut_off_within_a_frame_or_a_record_is_a_reset_for_the_client(string bytes, string below)
    {
        await using var socket = await OpenPair.OpenAsync("http", appTls: true);
        await socket.App.SendAsync(bytes);
        await socket.App.SendBelowTlsAsync(below);
        socket.App.Truncate();
        await socket.Client.RestAsync();
        socket.Client.Raw.WasReset.ShouldBeTrue();
        (await socket.EndingAsync()).ShouldBe(new RelayEnding(EndedBy.App, below.Length > 0 ? "connection reset" : Unclean));
    }

    [Fact]
    public async Task Behind_the_apps_close_frame_nothing_is_missing()
    {
        await using var socket = await OpenPair.OpenAsync("http", appTls: true);
        await socket.App.SendAsync("\u0088\u0002\u0003\u00e8");
        socket.App.Truncate();
        (await socket.Client.ReadAsync(4)).ShouldBe("\u0088\u0002\u0003\u00e8");
        await socket.Client.SendAsync("\u0088\u0082\0\0\0\0\u0003\u00e8");
        (await socket.Client.RestAsync()).ShouldBe(("", false));
        await socket.Client.FinishAsync();
        (await socket.EndingAsync()).ShouldBe(new RelayEnding(EndedBy.App, "close frame", 1000));
    }

    [Theory]
    [InlineData(false, "hello")]
    // RFC 9112 §9.8: complete only if a valid closure alert has been received.
    [InlineData(true, null)]
    public async Task An_answer_that_lasts_until_its_connection_ends_is_whole_only_with_close_notify(bool truncated, string? whole)
    {
        using var app = new SocketApp(tls: true);
        await using var gateway = await Served.BeforeAsync([app.Url], route: route => route with { VerifyTls = false });
        using var client = await RawClient.ConnectAsync(gateway.Urls[0]);
        await client.SendAsync(AbuseRow.Handshake + "\r\n");
        var (peer, _) = await app.AskedAsync();
        using (peer)
        {
            await peer.SendAsync("HTTP/1.1 403 Forbidden\r\n\r\nhello");
            if (truncated)
                peer.Truncate();
            else
                await peer.FinishAsync();
            var answer = await client.AnswerAsync();
            answer?.Body.ShouldBe("hello");
            (client.WasReset ? null : answer?.Body).ShouldBe(whole);
        }
    }
}
