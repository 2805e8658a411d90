using System.Collections.Immutable;
using System.Net.Sockets;
using Wayleave.Server.Configuration;

namespace Wayleave.Server.Listening;

/// <summary>All that listens. A change is planned first, which binds what is new and may fail, and then carried out, which cannot.</summary>
/// <param name="services">What all acceptors share.</param>
internal sealed class Listeners(AcceptorServices services)
{
    private ImmutableArray<Listener> _running = [];

    /// <summary>The sockets that listen, in the order of the settings.</summary>
    public ImmutableArray<ListeningSocket> Sockets => [.. _running.Select(listener => listener.Socket)];

    /// <summary>Plans what is to listen; binds what does not listen yet.</summary>
    /// <param name="wanted">The addresses.</param>
    /// <param name="inherited">Sockets that listen already.</param>
    /// <param name="problems">Gets a sentence for each address that cannot be listened on.</param>
    public ListenPlan Plan(ImmutableArray<ListenSettings> wanted, Inheritance inherited, ICollection<string> problems)
    {
        var unused = _running.ToList();
        var entries = new ListenPlan.Entry?[wanted.Length];
        for (var i = 0; i < wanted.Length; i++)
            if (Take(unused, listener => listener.Socket.Settings == wanted[i]) is { } kept)
                entries[i] = new(wanted[i], Kept: kept);
        for (var i = 0; i < wanted.Length; i++)
            if (entries[i] is null && Take(unused, listener => listener.Socket.Settings.EndPoint.Equals(wanted[i].EndPoint)) is { } moved)
                entries[i] = new(wanted[i], Moved: moved);

        var sockets = inherited.Match([.. wanted.Where((_, i) => entries[i] is null)]);
        for (var i = 0; i < wanted.Length; i++)
            entries[i] ??= new(wanted[i], Opened: sockets.Remove(wanted[i], out var socket) ? ListeningSocket.Adopt(wanted[i], socket) : Bind(wanted[i], problems));
        return new ListenPlan([.. entries!], [.. unused]);
    }

    /// <summary>Carries a plan out: what is new begins to accept, what is not wanted ends; connections live on.</summary>
    /// <param name="plan">The plan.</param>
    public async Task ApplyAsync(ListenPlan plan)
    {
        var running = ImmutableArray.CreateBuilder<Listener>(plan.Entries.Length);
        foreach (var entry in plan.Entries)
        {
            if (entry.Moved is { } moved)
                await moved.StopAsync(emptyQueue: true).ConfigureAwait(false);
            running.Add(entry.Kept ?? Begin(entry.Opened ?? entry.Moved!.Socket.For(entry.Settings)));
        }

        _running = running.MoveToImmutable();
        foreach (var removed in plan.Removed)
        {
            removed.Socket.TurnAway();
            await removed.StopAsync(emptyQueue: true).ConfigureAwait(false);
            removed.Socket.Dispose();
        }
    }

    /// <summary>Stops all, and closes their sockets.</summary>
    /// <param name="emptyQueues">Whether what waits to be accepted still is; not where another process has the sockets too and goes on.</param>
    public async Task StopAsync(bool emptyQueues)
    {
        if (emptyQueues)
            foreach (var listener in _running)
                listener.Socket.TurnAway();
        await Task.WhenAll(_running.Select(listener => listener.StopAsync(emptyQueues))).ConfigureAwait(false);
        foreach (var listener in _running)
            listener.Socket.Dispose();
        _running = [];
    }

    private Listener Begin(ListeningSocket socket)
    {
        var listener = new Listener(socket, new Acceptor(socket, services));
        listener.Start();
        return listener;
    }

    private static Listener? Take(List<Listener> unused, Predicate<Listener> isIt)
    {
        var index = unused.FindIndex(isIt);
        if (index < 0)
            return null;
        var listener = unused[index];
        unused.RemoveAt(index);
        return listener;
    }

    private static ListeningSocket? Bind(ListenSettings settings, ICollection<string> problems)
    {
        try
        {
            return ListeningSocket.Bind(settings);
        }
        catch (SocketException e)
        {
            problems.Add($"cannot listen on {settings}: {e.Message}");
            return null;
        }
    }
}
