namespace Wayleave.Rules.Config.HAProxy.Matching;

/// <summary>What a sample expression comes to for one handshake.</summary>
/// <param name="Known">Whether that can be known.</param>
/// <param name="Value">The value; null if there is none, as of a header that is not sent.</param>
internal readonly record struct HAProxySample(bool Known, string? Value)
{
    /// <summary>Nobody can know.</summary>
    public static HAProxySample Unknown => default;

    /// <summary>It is that.</summary>
    public static HAProxySample Of(string? value) => new(true, value);

    /// <summary>A truth value, which HAProxy writes as a number.</summary>
    public static HAProxySample Of(bool value) => new(true, value ? "1" : "0");
}
