namespace Wayleave.Server.Configuration;

/// <summary>Another gateway.</summary>
/// <param name="Name">Its name, as it is told itself.</param>
/// <param name="Url">Where this one reaches it.</param>
public sealed record OtherNode(string Name, Uri Url);
