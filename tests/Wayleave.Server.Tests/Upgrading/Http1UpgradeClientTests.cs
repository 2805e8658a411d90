using System.Text;
using Wayleave.Protocol.Http;
using Wayleave.Server.Relaying;
using Wayleave.Server.Tests.Relaying;
using Wayleave.Server.Upgrading;
using Wayleave.TestKit;

namespace Wayleave.Server.Tests.Upgrading;

public sealed class Http1UpgradeClientTests
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(10);
    private static readonly ResponseHead s_refused = new(HttpVersion.Http11, 403, "Forbidden", [new("Content-Length", "5")]);

    private readonly FakeTimeProvider _time = new();
    private readonly MemoryEnd _peer = new();
    private readonly Http1UpgradeClient _client;

    public Http1UpgradeClientTests() => _client = new Http1UpgradeClient(_peer, "early"u8.ToArray(), _time);

    private string Received => Encoding.Latin1.GetString(_peer.Received);

    [Fact]
    public async Task An_open_socket_is_the_connection_itself_and_nothing_is_said_of_closing_it()
    {
        Encoding.Latin1.GetString(_client.Early.Span).ShouldBe("early");
        await _client.SendInterimAsync(new ResponseHead(HttpVersion.Http11, 103, "Early Hints", [new("Link", "</a>")]));
        (await _client.AcceptAsync(new ResponseHead(HttpVersion.Http11, 101, "Switching Protocols", [new("Connection", "Upgrade")]))).ShouldBeSameAs(_peer);
        Received.ShouldBe("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\n\r\n");
        (_peer.GotFinish, _peer.GotReset, _peer.Closes).ShouldBe((false, false, 0));
    }

    [Fact]
    public async Task An_answer_says_that_it_is_the_last_and_the_connection_ends_once_the_client_has_hung_up()
    {
        var answering = AnswerAsync("hello");
        Received.ShouldBe("HTTP/1.1 403 Forbidden\r\nContent-Length: 5\r\nConnection: close\r\n\r\nhello");
        _peer.GotFinish.ShouldBeTrue();
        // Whatever it sent ahead is read, or TCP would reset the connection and take the answer with it.
        _peer.Say(new byte[100_000]);
        _peer.Read.ShouldBe(100_000);
        answering.IsCompleted.ShouldBeFalse();
        _peer.HangUp();
        await answering.WaitAsync(s_limit);
        (_peer.GotReset, _peer.Closes, _time.WaitingTimers).ShouldBe((false, 1, 0));
    }

    [Fact]
    public async Task A_client_that_does_not_hang_up_is_cut_off_after_five_seconds_whatever_it_sends()
    {
        var answering = AnswerAsync("hello");
        for (var tenths = 0; tenths < 49; tenths++)
        {
            _time.Advance(TimeSpan.FromSeconds(0.1));
            _peer.Say(1);
        }

        (_peer.GotReset, answering.IsCompleted).ShouldBe((false, false));
        _time.Advance(TimeSpan.FromSeconds(0.1));
        await answering.WaitAsync(s_limit);
        (_peer.GotReset, _time.WaitingTimers, _peer.IsInUse).ShouldBe((true, 0, false));
    }

    [Fact]
    public async Task A_client_that_resets_while_it_is_waited_for_has_had_its_answer()
    {
        var answering = AnswerAsync("hello");
        _peer.Reset();
        await answering.WaitAsync(s_limit);
        Received.ShouldEndWith("hello");
        _time.WaitingTimers.ShouldBe(0);
    }

    [Fact]
    public async Task A_body_that_is_cut_does_not_look_whole()
    {
        using var body = new FakeStream();
        body.Say((byte)'h');
        body.Fail(new IOException("the app's answer was cut"));
        await _client.AnswerAsync(s_refused, body, CancellationToken.None);
        Received.ShouldEndWith("\r\n\r\nh");
        (_peer.GotFinish, _peer.GotReset).ShouldBe((false, true));
    }

    [Fact]
    public async Task A_client_that_takes_nothing_is_cut_off_when_its_time_is_up()
    {
        using var stop = new CancellationTokenSource();
        _peer.Accept(10);
        var answering = AnswerAsync("hello", stop.Token);
        answering.IsCompleted.ShouldBeFalse();
        await stop.CancelAsync();
        await answering.WaitAsync(s_limit);
        (_peer.GotFinish, _peer.GotReset).ShouldBe((false, true));
    }

    [Fact]
    public async Task Once_all_is_said_the_time_for_saying_it_does_not_cut_it_off()
    {
        using var stop = new CancellationTokenSource();
        var answering = AnswerAsync("hello", stop.Token);
        await stop.CancelAsync();
        _peer.GotReset.ShouldBeFalse();
        _peer.HangUp();
        await answering.WaitAsync(s_limit);
        (_peer.GotReset, _peer.Closes).ShouldBe((false, 1));
    }

    [Fact]
    public async Task A_client_that_is_gone_is_let_go_of()
    {
        _peer.Reset();
        await AnswerAsync("hello").WaitAsync(s_limit);
        _peer.GotFinish.ShouldBeFalse();
        _time.WaitingTimers.ShouldBe(0);
    }

    private async Task AnswerAsync(string body, CancellationToken cancellationToken = default)
    {
        using var stream = new MemoryStream(Encoding.Latin1.GetBytes(body));
        await _client.AnswerAsync(s_refused, stream, cancellationToken);
    }
}
