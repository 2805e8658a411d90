namespace Wayleave.Cli.Demo;

/// <summary>A folder for what the demo makes; gone with it.</summary>
internal sealed class DemoFolder : IDisposable
{
    /// <summary>The folder.</summary>
    public string Path { get; } = Directory.CreateTempSubdirectory("wayleave-demo-").FullName;

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A certificate that nobody trusts, in a folder for such things: the system clears it away.
        }
    }
}
