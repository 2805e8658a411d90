namespace Wayleave.Rules.Diagnosis.Hops.Platforms;

/// <summary>Streamlit Community Cloud, recognised by its host names.</summary>
internal static class StreamlitCloud
{
    /// <summary>Its signs.</summary>
    public static Product Product { get; } = new("streamlit-cloud", HopKind.Platform)
    {
        HostSuffixes = [".streamlit.app"],
    };
}
