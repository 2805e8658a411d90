using System.Collections.Immutable;

namespace Wayleave.Server.Events.Hub;

/// <summary>Those who follow a channel. They are woken some at a time, each group on a thread: a thread for each of thousands would cost more than what they do.</summary>
internal sealed class Crowd
{
    // So many that the cost of a group does not count, and so few that a few hundred keep all processors busy.
    private const int GroupLength = 64;

    private readonly Lock _lock = new();
    private readonly HashSet<IFollower> _followers = [];
    private ImmutableArray<IFollower>? _now;

    /// <summary>How many they are.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
                return _followers.Count;
        }
    }

    /// <summary>Somebody follows.</summary>
    /// <param name="follower">Who.</param>
    public void Add(IFollower follower)
    {
        lock (_lock)
        {
            _followers.Add(follower);
            _now = null;
        }
    }

    /// <summary>Somebody does not follow any more.</summary>
    /// <param name="follower">Who.</param>
    public void Remove(IFollower follower)
    {
        lock (_lock)
        {
            _followers.Remove(follower);
            _now = null;
        }
    }

    /// <summary>Wakes them. None of them runs on this thread, so it may be called under a lock.</summary>
    public void Wake()
    {
        ImmutableArray<IFollower> now;
        lock (_lock)
            now = _now ??= [.. _followers];
        for (var start = 0; start < now.Length; start += GroupLength)
            ThreadPool.UnsafeQueueUserWorkItem(new Group(now, start), preferLocal: false);
    }

    private sealed class Group(ImmutableArray<IFollower> of, int start) : IThreadPoolWorkItem
    {
        public void Execute()
        {
            for (var i = start; i < of.Length && i < start + GroupLength; i++)
                of[i].Wake(isHere: true);
        }
    }
}
