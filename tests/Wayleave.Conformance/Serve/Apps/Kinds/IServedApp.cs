namespace Wayleave.Conformance.Serve.Apps.Kinds;

/// <summary>A real app that stands behind <c>wayleave serve</c>: what it needs and how it is started.</summary>
internal interface IServedApp
{
    /// <summary>Its name, unique among the apps; the name of its route too.</summary>
    string Name { get; }

    /// <summary>What it needs and this machine lacks; null if it is all there.</summary>
    string? Lacking();

    /// <summary>Starts it.</summary>
    /// <param name="stand">Where its program and files are kept until the end.</param>
    /// <returns>Its port at 127.0.0.1, on which it listens.</returns>
    Task<int> StartAsync(Stand stand);
}
