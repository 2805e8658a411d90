using Wayleave.Client.Retrying;

namespace Wayleave.Client.Pumping;

/// <summary>Gets tickets from the user's code, and waits for none without end.</summary>
/// <param name="options">What the user wants, already checked.</param>
internal sealed class TicketSource(EventsClientOptions options)
{
    /// <summary>Whether the user gives tickets.</summary>
    public bool IsThere => options.GetTicket is not null;

    /// <summary>Gets a new one; only where there are any.</summary>
    /// <param name="cancellationToken">Gives it up.</param>
    /// <returns>The ticket; or why there is none.</returns>
    /// <exception cref="OperationCanceledException">It was given up.</exception>
    public async Task<(EventsTicket Ticket, LineEnding? Ending)> GetAsync(CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(options.ConnectTimeout, options.Time);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        var asking = AskAsync(over.Token);
        // Also where the user's code does not look at the token.
        await ((Task)asking).WaitAsync(over.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellationToken.ThrowIfCancellationRequested();
        if (!asking.IsCompletedSuccessfully)
            return (default, new LineEnding.NoTicket("no ticket could be had") { Cause = asking.Exception?.InnerException });
        var ticket = await asking.ConfigureAwait(false);
        return string.IsNullOrEmpty(ticket.Value) ? (default, new LineEnding.NoTicket("GetTicket gave an empty ticket")) : (ticket, null);
    }

    // Asynchronous, so that what the user's code throws at once is a failed attempt like what it throws later.
    private async Task<EventsTicket> AskAsync(CancellationToken cancellationToken) => await options.GetTicket!(cancellationToken).ConfigureAwait(false);
}
