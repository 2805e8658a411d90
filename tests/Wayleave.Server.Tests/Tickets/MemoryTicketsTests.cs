using Wayleave.Server.Tickets;
using Wayleave.TestKit;

namespace Wayleave.Server.Tests.Tickets;

public sealed class MemoryTicketsTests
{
    private static readonly TimeSpan s_ttl = TimeSpan.FromSeconds(60);

    private readonly FakeTimeProvider _time = new();
    private readonly MemoryTickets _tickets;

    public MemoryTicketsTests() => _tickets = new MemoryTickets(_time);

    [Fact]
    public async Task However_many_ask_only_so_many_wait()
    {
        for (var i = 0; i < MemoryTickets.Most; i++)
            (await MintAsync($"{i}", $"holder {i / 10}")).ShouldBe(MintOutcome.Kept);
        (await MintAsync("more", "another")).Wait.ShouldBe(TimeSpan.FromSeconds(5));
        await _tickets.TakeAsync("7", default);
        (await MintAsync("more", "another")).ShouldBe(MintOutcome.Kept);
        _time.Advance(s_ttl);
        (await MintAsync("again", "another")).ShouldBe(MintOutcome.Kept);
    }

    [Fact]
    public async Task Why_a_ticket_is_good_for_nothing_is_known_for_ten_minutes()
    {
        await MintAsync("late", "7");
        await MintAsync("used", "7");
        await _tickets.TakeAsync("used", default);
        _time.Advance(s_ttl);
        (await _tickets.TakeAsync("late", default)).Fault.ShouldBe(TicketFault.Expired);
        _time.Advance(TimeSpan.FromMinutes(8));
        (await _tickets.TakeAsync("used", default)).Fault.ShouldBe(TicketFault.Reused);
        (await _tickets.TakeAsync("late", default)).Fault.ShouldBe(TicketFault.Expired);
        _time.Advance(TimeSpan.FromMinutes(2));
        (await _tickets.TakeAsync("late", default)).Fault.ShouldBe(TicketFault.Unknown);
    }

    [Fact]
    public async Task A_holder_is_told_when_the_first_of_its_tickets_goes()
    {
        for (var i = 0; i < ITicketStore.MostOfHolder; i++)
        {
            await MintAsync($"{i}", "7");
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        (await MintAsync("more", "7")).Wait.ShouldBe(s_ttl - TimeSpan.FromSeconds(ITicketStore.MostOfHolder));
    }

    private async Task<MintOutcome> MintAsync(string hash, string holder) =>
        await _tickets.MintAsync(hash, new TicketGrant { Subject = holder, Holder = holder }, s_ttl, default);
}
