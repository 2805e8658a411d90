namespace Wayleave.Client.Lines;

/// <summary>An open connection, whatever it is made of. One reader at a time; disposing of it says good-bye where that can be said.</summary>
internal interface ILine : IAsyncDisposable
{
    /// <summary>Waits for what comes next. What is not asked for is not taken from the network: so a slow reader holds up the server, and nobody else.</summary>
    /// <param name="cancellationToken">Gives it up; the connection is good for nothing then.</param>
    /// <returns>What came; how it ended, as the last of all.</returns>
    ValueTask<LineInput> ReadAsync(CancellationToken cancellationToken);
}
