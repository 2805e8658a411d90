namespace Wayleave.Protocol.Edges;

/// <summary>Who runs what stands behind a name.</summary>
/// <param name="Name">One word, in lower case, as hops are named: <c>cloudfront</c>, <c>ngrok</c>.</param>
/// <param name="Title">The name as its makers write it.</param>
/// <param name="Kind">What it does.</param>
/// <param name="Suffix">The end of the names that are its own.</param>
public sealed record Provider(string Name, string Title, ProviderKind Kind, string Suffix);
