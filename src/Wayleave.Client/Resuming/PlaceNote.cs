namespace Wayleave.Client.Resuming;

/// <summary>A change of place that comes with nothing else. It keeps its order among the items, and no reader sees it.</summary>
internal sealed record PlaceNote : StreamItem;
