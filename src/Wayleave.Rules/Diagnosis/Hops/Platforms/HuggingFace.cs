namespace Wayleave.Rules.Diagnosis.Hops.Platforms;

/// <summary>Hugging Face Spaces.</summary>
internal static class HuggingFace
{
    /// <summary>Its signs.</summary>
    public static Product Product { get; } = new("huggingface", HopKind.Platform)
    {
        Signs =
        [
            Sign.Header("X-Proxied-Host", "hf.space"),
            Sign.Header("X-Proxied-Replica"),
        ],
    };
}
