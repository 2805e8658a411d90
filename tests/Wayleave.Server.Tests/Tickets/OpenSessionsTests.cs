using System.Threading.Channels;
using Wayleave.Server.Tickets;
using Wayleave.Server.Tickets.Revoking;
using Wayleave.TestKit;

namespace Wayleave.Server.Tests.Tickets;

/// <summary>What tickets have opened at nodes that share a store of revocations.</summary>
public sealed class OpenSessionsTests : IAsyncDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly MemoryRevocations _revocations;
    private readonly OpenSessions _here;
    private readonly OpenSessions _there;
    private readonly Channel<SessionEnding> _ended = Channel.CreateUnbounded<SessionEnding>();

    public OpenSessionsTests()
    {
        _revocations = new MemoryRevocations(_time);
        (_here, _there) = (new OpenSessions(_revocations, _time), new OpenSessions(_revocations, _time));
    }

    public async ValueTask DisposeAsync()
    {
        await _here.DisposeAsync();
        await _there.DisposeAsync();
    }

    [Fact]
    public async Task What_is_revoked_at_another_node_ends_within_ten_seconds()
    {
        using var session = Begin("h");
        (await _there.RevokeAsync(Revocation.OfTicket("h"), default)).ShouldBeTrue();
        _ended.Reader.TryRead(out _).ShouldBeFalse();
        _time.Advance(OpenSessions.Interval);
        (await NextAsync()).ShouldBe(SessionEnding.Revoked);
    }

    [Fact]
    public async Task What_opens_behind_the_look_that_has_seen_its_revocation_ends_too()
    {
        using var other = Begin("other");
        await _here.RevokeAsync(Revocation.OfSubject("7"), default);
        (await NextAsync()).ShouldBe(SessionEnding.Revoked);
        using var late = Begin("late");
        (await NextAsync()).ShouldBe(SessionEnding.Revoked);
    }

    [Fact]
    public async Task Neither_others_nor_those_who_came_later_are_ended()
    {
        using var other = Begin("other", subject: "8");
        await _here.RevokeAsync(Revocation.OfSubject("7"), default);
        await _here.RevokeAsync(Revocation.OfTicket("h"), default);
        _time.Advance(TimeSpan.FromMilliseconds(1));
        using var later = Begin("later");
        using var nobody = _here.Begin(null, why => _ended.Writer.TryWrite(why));
        await _here.RevokeAsync(Revocation.OfTicket("another"), default);
        _ended.Reader.TryRead(out _).ShouldBeFalse();
    }

    [Fact]
    public async Task One_that_is_disposed_of_is_told_of_nothing()
    {
        Begin("h").Dispose();
        await _here.RevokeAsync(Revocation.OfTicket("h"), default);
        _ended.Reader.TryRead(out _).ShouldBeFalse();
    }

    [Fact]
    public async Task More_than_can_be_remembered_is_not_taken_until_the_oldest_are_forgotten()
    {
        var admitted = new Admitted("7", null, null, "0", default);
        for (var i = 0; i < IRevocations.Most; i++)
            (await _revocations.AddAsync(Revocation.OfTicket($"{i}"), default)).ShouldBeTrue();
        (await _revocations.AddAsync(Revocation.OfTicket("more"), default)).ShouldBeFalse();
        _time.Advance(SessionId.Longest);
        (await _revocations.CheckAsync(admitted, default)).ShouldBe(TicketFault.Revoked);
        _time.Advance(IRevocations.Remembered - SessionId.Longest);
        (await _revocations.AddAsync(Revocation.OfTicket("more"), default)).ShouldBeTrue();
        (await _revocations.CheckAsync(admitted, default)).ShouldBe(TicketFault.None);
        (await _revocations.SinceAsync(default, default)).Select(each => each.Of).ShouldBe([Revocation.OfTicket("more")]);
    }

    [Fact]
    public async Task What_is_revoked_again_is_remembered_from_then_on()
    {
        await _revocations.AddAsync(Revocation.OfSubject("7"), default);
        _time.Advance(TimeSpan.FromHours(1));
        await _revocations.AddAsync(Revocation.OfSubject("7"), default);
        _time.Advance(IRevocations.Remembered - TimeSpan.FromHours(1));
        await _revocations.AddAsync(Revocation.OfSubject("8"), default);
        (await _revocations.CheckAsync(new Admitted("7", null, null, "h", default), default)).ShouldBe(TicketFault.Revoked);
    }

    private OpenSession Begin(string hash, string subject = "7") => _here.Begin(new Admitted(subject, null, null, hash, _time.GetUtcNow()), why => _ended.Writer.TryWrite(why));

    private async Task<SessionEnding> NextAsync() => await _ended.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30));
}
