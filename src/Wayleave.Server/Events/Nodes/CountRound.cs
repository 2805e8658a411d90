namespace Wayleave.Server.Events.Nodes;

/// <summary>What other nodes have answered to one question. Thread-safe.</summary>
/// <param name="nodes">Those whose answers are waited for.</param>
internal sealed class CountRound(IEnumerable<string> nodes)
{
    private readonly Lock _lock = new();
    private readonly TaskCompletionSource _over = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly HashSet<string> _awaited = [.. nodes];
    private readonly HashSet<string> _heard = [];
    private int _followers;

    /// <summary>Ends when all have answered.</summary>
    public Task Over => _over.Task;

    /// <summary>Whether nobody's answer is waited for.</summary>
    public bool IsOver
    {
        get
        {
            lock (_lock)
                return _awaited.Count == 0;
        }
    }

    /// <summary>Takes an answer; a node's second one changes nothing. One that was not known of counts too.</summary>
    /// <param name="node">Whose.</param>
    /// <param name="followers">How many follow the channel there.</param>
    public void Take(string node, int followers)
    {
        lock (_lock)
        {
            if (!_heard.Add(node))
                return;
            _followers += followers;
            _awaited.Remove(node);
            if (_awaited.Count == 0)
                _over.TrySetResult();
        }
    }

    /// <summary>How many were told of, and how many nodes have not answered.</summary>
    public (int Followers, int SilentNodes) Sum()
    {
        lock (_lock)
            return (_followers, _awaited.Count);
    }
}
