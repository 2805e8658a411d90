using System.Net;
using Wayleave.Server.Serving;

namespace Wayleave.Server.Upgrading;

/// <summary>Answers of our own to handshakes that open no socket, told to the observer too.</summary>
/// <param name="observer">Is told.</param>
internal sealed class UpgradeAnswers(IGatewayObserver observer)
{
    /// <summary>Refuses a handshake that is under way.</summary>
    /// <param name="opening">The handshake.</param>
    /// <param name="refusal">How.</param>
    /// <param name="outcome">See <see cref="UpgradeAttempt.Outcome"/>.</param>
    public Task SendAsync(Opening opening, Refusal refusal, string outcome) =>
        SendAsync(opening.Client, refusal, outcome, opening.Received.Client.Address, opening.Received, opening.Received.Request.Target);

    /// <summary>Refuses one that has not got so far.</summary>
    /// <param name="client">How to answer.</param>
    /// <param name="refusal">How it is refused.</param>
    /// <param name="outcome">See <see cref="UpgradeAttempt.Outcome"/>.</param>
    /// <param name="address">The client's address.</param>
    /// <param name="received">What reception made of it; null: nothing.</param>
    /// <param name="target">What it asked for; null if it could not be read.</param>
    /// <param name="headOnly">Whether the answer has no body, as for HEAD.</param>
    public async Task SendAsync(IUpgradeClient client, Refusal refusal, string outcome, IPAddress address, Received? received, string? target, bool headOnly = false)
    {
        observer.Refused(new UpgradeAttempt
        {
            Outcome = outcome, Status = refusal.Status, Why = refusal.Detail ?? refusal.Words, Client = address,
            Route = received?.Match.Route.Name, Path = target is null ? null : PathOf(target),
        });
        using var body = new MemoryStream(refusal.Body);
        await client.AnswerAsync(refusal.Head, headOnly ? null : body, CancellationToken.None).ConfigureAwait(false);
    }

    /// <summary>What the observer is told of one that is answered otherwise, or not at all.</summary>
    /// <param name="opening">The handshake.</param>
    /// <param name="outcome">See <see cref="UpgradeAttempt.Outcome"/>.</param>
    /// <param name="status">The status.</param>
    /// <param name="why">Why, in words.</param>
    public void Tell(Opening opening, string outcome, int status, string why) => observer.Refused(Attempt(opening, outcome, status, why));

    /// <summary>What the observer is told of one that has not got so far, and is answered otherwise.</summary>
    /// <param name="received">What reception made of it.</param>
    /// <param name="outcome">See <see cref="UpgradeAttempt.Outcome"/>.</param>
    /// <param name="refusal">How it is refused.</param>
    public void Tell(Received received, string outcome, Refusal refusal) => observer.Refused(new UpgradeAttempt
    {
        Outcome = outcome, Status = refusal.Status, Why = refusal.Detail ?? refusal.Words, Client = received.Client.Address,
        Route = received.Match.Route.Name, Path = PathOf(received.Request.Target),
    });

    /// <summary>A target without its query, which may hold a secret.</summary>
    /// <param name="target">The target.</param>
    public static string PathOf(string target) => target.IndexOf('?') is >= 0 and var query ? target[..query] : target;

    private static UpgradeAttempt Attempt(Opening opening, string outcome, int status, string why) => new()
    {
        Outcome = outcome, Status = status, Why = why, Client = opening.Received.Client.Address,
        Route = opening.Received.Match.Route.Name, Path = PathOf(opening.Received.Request.Target),
    };
}
