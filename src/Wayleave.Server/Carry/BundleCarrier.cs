using System.Security.Cryptography;
using Wayleave.Protocol.Carry;
using Wayleave.Server.Events.Hub;
using Wayleave.Server.Relaying;

namespace Wayleave.Server.Carry;

/// <summary>Carries all sessions of a page in one response.</summary>
/// <remarks>
/// <para>
/// A stream says hello with padding, and then, in a write of its own, that it lives: whatever holds streams back holds at least the second. It ends of itself
/// before hops would cut it, and the page asks for the next one.
/// </para>
/// <para>
/// Where the page does not know yet whether streams get through, what the app sends waits until it has heard that word: a hop that lets go what it has gathered
/// once there is enough of it would be pushed to by the one, and keep the other.
/// </para>
/// <para>An answer to what a page has brought says only up to where it came.</para>
/// </remarks>
/// <param name="request">The request.</param>
/// <param name="sessions">The sessions that it lists; null where there is none, or it is not this page's.</param>
/// <param name="verb">What the request is for.</param>
/// <param name="response">The response.</param>
/// <param name="time">The clock.</param>
internal sealed class BundleCarrier(
    PageRequest request, CarrySession?[] sessions, CarryVerb verb, ItemResponse response, TimeProvider time) : ICarrier
{
    private const int PaddingBytes = 2048;
    private const int PieceBytes = 16 * 1024;
    private const int PollBytes = 256 * 1024;
    private const int RenewalBytes = 4 * 1024 * 1024;

    private static readonly TimeSpan s_renewal = TimeSpan.FromSeconds(55);

    private readonly Cue _cue = new();
    private readonly long _began = time.GetTimestamp();
    // A renewal a little earlier or later for each: not all together.
    private readonly TimeSpan _renewal = s_renewal * (0.9 + (RandomNumberGenerator.GetInt32(1000) / 10000.0));
    private readonly bool[] _hasEnded = new bool[sessions.Length];
    private readonly TimeSpan _heartbeat = sessions.Select(each => each?.Settings.Heartbeat).Min() ?? s_renewal;
    private long _said = time.GetTimestamp();
    private volatile bool _isUntried = request.SaysHello && response.Streams;
    private bool _isSending;
    private bool _isOver;
    private bool _isAtOnce = verb == CarryVerb.Peek;

    /// <inheritdoc/>
    public string Name => verb switch { CarryVerb.Stream => "stream", CarryVerb.Events => "sse", _ => "poll" };

    /// <inheritdoc/>
    public void Wake() => _cue.Wake(isHere: false);

    /// <inheritdoc/>
    public void Confirm()
    {
        _isUntried = false;
        Wake();
    }

    /// <inheritdoc/>
    public void Release() => _cue.Wake(isHere: false);

    /// <summary>Writes the response.</summary>
    /// <param name="aborted">The client is gone.</param>
    public async Task RunAsync(CancellationToken aborted)
    {
        response.Begin();
        ItemWriter.Bare(response.Items, CarryItem.Hello);
        for (var i = 0; i < sessions.Length; i++)
            Greet(i);
        if (verb == CarryVerb.Up)
        {
            await response.FlushAsync().ConfigureAwait(false);
            return;
        }

        try
        {
            await CarryAsync(aborted).ConfigureAwait(false);
        }
        catch (Exception e) when (ITunnelEnd.IsBreak(e))
        {
            // Nobody reads it any more.
        }
        finally
        {
            foreach (var session in sessions)
                session?.Detach(this, isDrop: !_isOver);
        }
    }

    private void Greet(int number)
    {
        var session = sessions[number];
        // The first poll is answered at once: so the page learns that polls get through.
        _isAtOnce |= verb == CarryVerb.Poll && session?.Count().Transport != Name;
        // Before anything else can be sent: whoever has it until now must not send behind what is acknowledged here.
        if (session is null || (verb != CarryVerb.Up ? !session.Attach(this, request.Sessions[number].Received) : !session.Acknowledge(request.Sessions[number].Received)))
        {
            sessions[number] = null;
            ItemWriter.Begin(response.Items, CarryItem.Gone, number);
            return;
        }

        ItemWriter.Ack(response.Items, number, session.Input.Arrived);
    }

    private async Task CarryAsync(CancellationToken aborted)
    {
        await using var gone = aborted.UnsafeRegister(static cue => ((Cue)cue!).Wake(isHere: false), _cue).ConfigureAwait(false);
        await using var pace = time.CreateTimer(static carrier => ((BundleCarrier)carrier!).Tick(), this, _heartbeat / 2, _heartbeat / 2).ConfigureAwait(false);
        if (response.Streams)
        {
            ItemWriter.Pad(response.Items, PaddingBytes);
            await SendAsync().ConfigureAwait(false);
            ItemWriter.Bare(response.Items, CarryItem.Beat);
            await SendAsync().ConfigureAwait(false);
        }

        // What there is more to say when it is old comes with the next one: an app may never be silent.
        while (!aborted.IsCancellationRequested && !(response.Streams && IsOld()))
        {
            var hasNews = !_isUntried && Gather();
            // A poll is worth its round trip.
            while (!response.Streams && response.Waiting < PollBytes && Gather())
            {
            }

            if ((hasNews || _isAtOnce) && !response.Streams)
                break;
            if (hasNews)
            {
                await SendAsync().ConfigureAwait(false);
                continue;
            }

            if (!IsWanted())
                break;
            if (time.GetElapsedTime(_said) >= _heartbeat / 2)
            {
                if (!response.Streams)
                    break;
                ItemWriter.Bare(response.Items, CarryItem.Beat);
                await SendAsync().ConfigureAwait(false);
                continue;
            }

            await _cue.SleepAsync().ConfigureAwait(false);
        }

        ItemWriter.Bare(response.Items, CarryItem.Over);
        await SendAsync().ConfigureAwait(false);
        _isOver = !aborted.IsCancellationRequested;
    }

    private async ValueTask SendAsync()
    {
        Volatile.Write(ref _isSending, true);
        if (!await response.FlushAsync().ConfigureAwait(false))
            throw new IOException("the client is gone");
        Volatile.Write(ref _isSending, false);
        _said = time.GetTimestamp();
    }

    private void Tick()
    {
        // A client that takes nothing, and whose page is gone, would hold what is sent to it until TCP gives it up.
        if (Volatile.Read(ref _isSending) && !IsWanted())
            response.Abort();
        else
            Wake();
    }

    private bool IsOld() => response.Sent >= RenewalBytes || time.GetElapsedTime(_began) >= _renewal;

    /// <returns>Whether there is something to send.</returns>
    private bool Gather()
    {
        var before = response.Waiting;
        Span<byte> piece = stackalloc byte[PieceBytes];
        for (var i = 0; i < sessions.Length && response.Waiting < PollBytes; i++)
        {
            if (sessions[i] is not { } session || _hasEnded[i])
                continue;
            var count = session.Take(this, piece, out var position, out var ended);
            if (count > 0)
            {
                ItemWriter.PieceHead(response.Items, i, position, count);
                System.Buffers.BuffersExtensions.Write(response.Items, piece[..count]);
            }

            _hasEnded[i] = ended;
            if (ended && !session.HasClose)
                ItemWriter.Begin(response.Items, CarryItem.End, i);
        }

        return response.Waiting > before;
    }

    // A page that has not been heard for two heartbeats is gone, and one whose sessions are all carried elsewhere has another response.
    private bool IsWanted() => sessions.Any(session =>
        session is not null && session.IsCarriedBy(this) && time.GetElapsedTime(session.LastHeard) < _heartbeat * 2);
}
