using System.Collections.Immutable;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Streamlit;

namespace Wayleave.Rules.Config.Commands;

/// <summary>What a call's files tell of apps: the apps' own files, and the command lines that start them.</summary>
internal static class ServerApps
{
    /// <summary>The facts of all files.</summary>
    /// <param name="files">The files.</param>
    public static ImmutableArray<AppFacts> Of(ImmutableArray<ConfigFile> files)
    {
        ImmutableArray<AppFacts> started = [.. from file in files from command in file.Commands let app = Of(command, files) where app is not null select app with { Service = command.Service }];
        // A command line of Streamlit's has what its file says, and may say otherwise.
        bool streamlit = started.Any(app => app.Framework == "streamlit");
        return [.. files.Where(file => !streamlit || file is not StreamlitFile).SelectMany(file => file.Apps), .. started];
    }

    private static AppFacts? Of(ServerCommand command, ImmutableArray<ConfigFile> files) => command.Program switch
    {
        "uvicorn" => UvicornCommand.Of(command),
        "gunicorn" => GunicornCommand.Of(command),
        "daphne" => DaphneCommand.Of(command),
        "hypercorn" => HypercornCommand.Of(command),
        "bokeh" or "panel" => BokehCommand.Of(command),
        "streamlit" => StreamlitApp.Of(command.At, StreamlitOptions.Of(command, files)),
        _ => null,
    };
}
