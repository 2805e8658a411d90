using Wayleave.Rules.Config.Model;

namespace Wayleave.Rules.Lint.Platform;

/// <summary>Whether what stands in front of a deployment can come to a listener at all.</summary>
internal static class OriginListening
{
    /// <summary>Whether a listener is one for its own machine alone.</summary>
    public static bool IsInner(Listener listener) =>
        listener.At.Text.Contains("127.0.0.1", StringComparison.Ordinal) || listener.At.Text.Contains("localhost", StringComparison.Ordinal) || listener.At.Text.Contains("[::1]", StringComparison.Ordinal);
}
