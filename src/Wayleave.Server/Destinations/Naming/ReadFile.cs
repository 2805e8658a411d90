namespace Wayleave.Server.Destinations.Naming;

/// <summary>A small file of the system, read again when it has changed.</summary>
/// <typeparam name="T">What it says.</typeparam>
/// <param name="path">Where it is.</param>
/// <param name="parse">Reads its text.</param>
internal sealed class ReadFile<T>(string path, Func<string, T> parse)
    where T : class
{
    private readonly Lock _lock = new();
    private (DateTime Written, long Length)? _seen;
    private T? _content;

    /// <summary>What it says now; null if it cannot be read.</summary>
    public T? Current
    {
        get
        {
            lock (_lock)
            {
                try
                {
                    var file = new FileInfo(path);
                    if (!file.Exists)
                        return null;
                    var seen = (file.LastWriteTimeUtc, file.Length);
                    if (_seen != seen)
                        (_content, _seen) = (parse(File.ReadAllText(path)), seen);
                    return _content;
                }
                catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
                {
                    // Being replaced, perhaps: what it said before is better than nothing.
                    return _content;
                }
            }
        }
    }
}
