using System.Collections.Immutable;
using Wayleave.Rules.Causes;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Requirements;
using Wayleave.Rules.Config.Sources;
using Wayleave.Rules.Diagnosis;

namespace Wayleave.Rules.Lint.Delivery;

/// <summary>uvicorn is installed without a library that speaks WebSocket.</summary>
internal sealed class UvicornWithoutSocketLibrary : ILintRule
{
    // Each is such a library, asks for one, or is another server for the same app.
    private static readonly string[] s_bring =
    [
        "websockets", "wsproto", "daphne", "hypercorn", "granian", "gradio", "gradio-client", "google-genai", "supabase", "realtime", "web3", "sanic", "nicegui", "reflex", "chainlit", "yfinance", "prefect", "solana",
        "alpaca-py", "alpaca-trade-api", "python-binance", "deepgram-sdk", "elevenlabs", "jupyterlab", "dask", "homeassistant", "pyppeteer", "gql", "streamlit", "fastapi-cloud-cli", "litellm", "strawberry-graphql", "langgraph-api", "mitmproxy", "cartesia",
    ];

    /// <inheritdoc/>
    public LintRuleInfo Info { get; } = new("uvicorn-without-socket-library", CauseNames.ServerLibMissing, Severity.Warning)
    {
        Why = "uvicorn alone speaks no WebSocket: without websockets or wsproto it takes an upgrade for a plain request, and a route for sockets answers 404.",
        Fix = "Ask for uvicorn[standard], or for websockets or wsproto beside uvicorn.",
        Source = "https://github.com/fastapi/fastapi/issues/2209",
        Kinds = ["requirements"],
    };

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(Deployment deployment)
    {
        ImmutableArray<RequirementsFile> files = [.. deployment.Of<RequirementsFile>()];
        Requirement[] packages = [.. files.SelectMany(file => file.Packages)];
        if (!files.All(file => file.IsWhole) || packages.Any(Brings)) yield break;
        foreach (Requirement uvicorn in packages.Where(package => package.Name == "uvicorn"))
        {
            bool hasSockets = deployment.Sockets.Length > 0;
            yield return Info.Found(hasSockets ? Severity.Error : Severity.Warning, uvicorn.At, $"uvicorn comes without a library for WebSockets, so {(hasSockets ? "each handshake" : "a handshake, if the app has sockets,")} is taken for a plain request and answered with 404") with
            {
                Fix = uvicorn.TakesExtras ? LintFix.Of("Ask for uvicorn[standard]", new Edit(uvicorn.At, "uvicorn[standard]")) : null,
            };
        }
    }

    private static bool Brings(Requirement package) =>
        s_bring.Contains(package.Name) || (package.Name is "uvicorn" or "fastapi" or "fastapi-cli" && package.Extras.Any(extra => extra is "standard" or "all")) || (package.Name == "openai" && package.Extras.Contains("realtime"));
}
