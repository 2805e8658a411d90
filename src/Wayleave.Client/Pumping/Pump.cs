using Wayleave.Client.Deciding;
using Wayleave.Client.Lines;
using Wayleave.Client.Retrying;

namespace Wayleave.Client.Pumping;

/// <summary>Does what the machine decides: fetches tickets, makes connections, waits, and puts what comes into the backlog.</summary>
/// <param name="machine">Decides.</param>
/// <param name="options">What the user wants, already checked.</param>
/// <param name="http">Carries all requests.</param>
/// <param name="backlog">Where items go.</param>
internal sealed class Pump(EventsMachine machine, EventsClientOptions options, HttpMessageInvoker http, Backlog backlog)
{
    private static readonly TimeSpan s_mostPause = TimeSpan.FromHours(1);

    private readonly List<StreamItem> _items = [];
    private readonly TicketSource _tickets = new(options);

    /// <summary>Works until there is nothing more to be done.</summary>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>Why the stream has ended for good.</returns>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    public async Task<EventsClientException> RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var since = machine.Begin(options.Time.GetUtcNow());
            await backlog.WriteAsync(Change(EventsClientState.Connecting), cancellationToken).ConfigureAwait(false);
            var ending = await AttemptAsync(since, cancellationToken).ConfigureAwait(false);
            var transport = machine.Transport;
            var verdict = machine.End(ending, options.Time.GetUtcNow());
            if (verdict.Failure is { } failure)
                return failure;
            var waiting = Change(EventsClientState.Waiting) with { Transport = transport, Delay = verdict.Delay, Reason = ending.Words, Cause = ending.Cause };
            await backlog.WriteAsync(waiting, cancellationToken).ConfigureAwait(false);
            await Task.Delay(verdict.Delay, options.Time, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<LineEnding> AttemptAsync(string? since, CancellationToken cancellationToken)
    {
        var (ticket, noTicket) = await TicketAsync(cancellationToken).ConfigureAwait(false);
        if (noTicket is not null)
            return noTicket;
        using var watch = new Watch(options.Time, cancellationToken);
        try
        {
            watch.Start(options.ConnectTimeout);
            var opening = await OpenAsync(since, ticket, watch.Token).ConfigureAwait(false);
            if (!opening.Succeeded(out var line, out var ending))
                return ending;
            await using (line.ConfigureAwait(false))
            {
                // Nothing else can be told anything.
                if (line is not SocketLine socket || !_tickets.IsThere)
                    return await ReadAsync(line, watch, null, cancellationToken).ConfigureAwait(false);
                var renewal = new SessionRenewal(_tickets, socket.SendAsync, options.Time, cancellationToken);
                await using (renewal.ConfigureAwait(false))
                {
                    return await ReadAsync(line, watch, renewal, cancellationToken).ConfigureAwait(false);
                }
            }
        }
        catch (OperationCanceledException) when (watch.HasPassed && !cancellationToken.IsCancellationRequested)
        {
            return new LineEnding.Silent(machine.Patience);
        }
    }

    private async Task<LineEnding> ReadAsync(ILine line, Watch watch, SessionRenewal? renewal, CancellationToken cancellationToken)
    {
        while (true)
        {
            var reading = line.ReadAsync(watch.Token);
            if (!reading.IsCompleted)
                watch.Start(machine.Patience);
            var input = await reading.ConfigureAwait(false);
            watch.Stop();
            _items.Clear();
            var ending = machine.Take(input, options.Time.GetUtcNow(), _items);
            renewal?.Set(machine.RenewAt);
            foreach (var item in _items)
                await backlog.WriteAsync(item, cancellationToken).ConfigureAwait(false);
            if (ending is not null)
                return ending;
        }
    }

    private Task<Opening> OpenAsync(string? since, string? ticket, CancellationToken cancellationToken)
    {
        var request = new LineRequest
        {
            Url = options.Url,
            Channels = [.. options.Channels],
            Headers = [.. options.Headers],
            Since = since,
            Ticket = ticket,
            MaxMessageBytes = options.MaxMessageBytes,
        };
        return machine.Transport switch
        {
            EventsTransport.WebSocket => SocketLine.OpenAsync(request, http, options.Time, cancellationToken),
            EventsTransport.ServerSentEvents => StreamLine.OpenAsync(request, http, options.Time, cancellationToken),
            _ => Task.FromResult(Opening.Of(new PollLine(request, http, options.Time))),
        };
    }

    // A new one for each attempt: one that is kept is used up.
    private async Task<(string? Ticket, LineEnding? Ending)> TicketAsync(CancellationToken cancellationToken)
    {
        if (!_tickets.IsThere)
            return (null, null);
        var (ticket, noTicket) = await _tickets.GetAsync(cancellationToken).ConfigureAwait(false);
        if (ticket.ConnectAfter > TimeSpan.Zero)
            await Task.Delay(ticket.ConnectAfter < s_mostPause ? ticket.ConnectAfter : s_mostPause, options.Time, cancellationToken).ConfigureAwait(false);
        return (ticket.Value, noTicket);
    }

    private ConnectionChange Change(EventsClientState state) => new() { State = state, Transport = machine.Transport };
}
