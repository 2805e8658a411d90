using Wayleave.Rules.Config.Model;

namespace Wayleave.Rules.Config.HAProxy.Passing;

/// <summary>What two passages have in common, where nobody knows which of them it is.</summary>
internal static class HAProxyEither
{
    /// <summary>The passage that tells what both tell.</summary>
    public static Passage Of(Passage one, Passage other) => new()
    {
        At = one.At,
        End = one.End == other.End ? one.End : PassageEnd.Unknown,
        Status = one.Status == other.Status ? one.Status : null,
        Location = one.Location == other.Location ? one.Location : null,
        To = one.To == other.To ? one.To : null,
        Version = Same(one.Version, other.Version),
        Idle = Same(one.Idle, other.Idle),
        Headers = one.Headers.SetItems(
            one.Headers.Keys.Concat(other.Headers.Keys).Distinct()
                .Where(name => one.Headers.GetValueOrDefault(name) != other.Headers.GetValueOrDefault(name))
                .Select(name => KeyValuePair.Create(name, HeaderFate.Unknown()))),
    };

    private static Setting<T>? Same<T>(Setting<T>? one, Setting<T>? other) =>
        one is not null && other is not null && EqualityComparer<T>.Default.Equals(one.Value, other.Value) ? one : null;
}
