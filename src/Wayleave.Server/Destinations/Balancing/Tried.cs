namespace Wayleave.Server.Destinations.Balancing;

/// <summary>The destinations that a request has tried in vain. Empty by default; it costs nothing until the second failure.</summary>
internal struct Tried
{
    private Destination? _first;
    private List<Destination>? _others;

    /// <summary>How many.</summary>
    public readonly int Count => (_first is null ? 0 : 1) + (_others?.Count ?? 0);

    /// <summary>Adds one.</summary>
    public void Add(Destination destination)
    {
        if (_first is null)
            _first = destination;
        else
            (_others ??= []).Add(destination);
    }

    /// <summary>Whether it is one of them.</summary>
    public readonly bool Contains(Destination destination) => destination == _first || (_others?.Contains(destination) ?? false);
}
