using Wayleave.Lab.Engine;

namespace Wayleave.Lab.Faults;

/// <summary>A fault in a stream of bytes: a direction of a tunnel, or the body of a plain answer.</summary>
public interface IStreamFault
{
    /// <summary>Passes a stream on, changed, late or cut.</summary>
    /// <param name="source">The stream as it comes.</param>
    /// <param name="flow">What stream it is.</param>
    /// <param name="cancellation">Ends every wait.</param>
    IAsyncEnumerable<Chunk> ThroughAsync(IAsyncEnumerable<Chunk> source, Flow flow, CancellationToken cancellation);
}
