using System.CommandLine;
using Wayleave.Cli.CommandLine;
using Wayleave.Cli.Doctor;
using Wayleave.Rules.Recipes;

namespace Wayleave.Cli.Config;

/// <summary><c>wayleave config KIND --to URL --domain NAME</c>.</summary>
internal static class ConfigCommand
{
    private static readonly string[] s_edges = ["cloudflare", "cloudfront", "alb", "none"];

    private static readonly Argument<string?> s_kind = new("KIND") { Description = "What to write: " + string.Join(", ", RecipeCatalogue.All.Select(recipe => recipe.Name)), Arity = ArgumentArity.ZeroOrOne };
    private static readonly Option<string?> s_to = DoctorOptions.One("--to", "URL", "The app: http://127.0.0.1:8501, or https://NAME of a tunnel or platform");
    private static readonly Option<string?> s_domain = DoctorOptions.One("--domain", "NAME", "The public host: app.example.org");
    private static readonly Option<string?> s_edge = DoctorOptions.One("--edge", "NAME", "What stands in front: cloudflare, cloudfront, alb or none (default none)");
    private static readonly Option<string?> s_tls = DoctorOptions.One("--tls", "self-signed|CERT,KEY", "The certificate: self-signed, or its two files (default: self-signed behind cloudflare, else none)");
    private static readonly Option<string?> s_socketPath = DoctorOptions.One("--socket-path", "/PATH", "Where sockets are opened (default /: anywhere)");
    private static readonly Option<string?> s_idle = DoctorOptions.One("--idle", "T", "How long a quiet socket is kept, from 1m to 30d (default 2h)");
    private static readonly Option<string?> s_body = DoctorOptions.One("--body", "SIZE", "The largest request body in whole MiB, from 1m to 100g (default 50m)");
    private static readonly Option<bool> s_list = DoctorOptions.Flag("--list", "List the kinds");

    /// <summary>Makes the command.</summary>
    /// <param name="surroundings">What it may touch.</param>
    public static Command Create(Surroundings surroundings)
    {
        var command = new Command("config", "Writes the right configuration for a hop in front of an app, complete and commented, to standard output.")
        {
            s_kind, s_to, s_domain, s_edge, s_tls, s_socketPath, s_idle, s_body, s_list,
        };
        command.SetAction(async (parsed, _) =>
        {
            if (parsed.GetValue(s_list))
            {
                await surroundings.Output.WriteAsync(string.Concat(RecipeCatalogue.All.Select(recipe => $"{recipe.Name,-16} {recipe.Summary}\n"))).ConfigureAwait(false);
                return ExitStatus.Fine;
            }

            var errors = new List<string>();
            IRecipe? recipe = ReadKind(parsed, errors);
            RecipeOptions? options = ReadOptions(parsed, errors);
            if (errors.Count > 0 || recipe is null || options is null) return await BadUsage.ReportAsync("config", [], errors, surroundings).ConfigureAwait(false);
            await surroundings.Output.WriteAsync(recipe.Write(options)).ConfigureAwait(false);
            return ExitStatus.Fine;
        });
        return command;
    }

    private static IRecipe? ReadKind(ParseResult parsed, List<string> errors)
    {
        string[] names = [.. RecipeCatalogue.All.Select(recipe => recipe.Name)];
        if (parsed.GetValue(s_kind) is not { } kind)
        {
            errors.Add("which kind? " + string.Join(", ", names));
            return null;
        }

        if (RecipeCatalogue.Find(kind) is { } recipe) return recipe;
        errors.Add($"there is no kind '{Printable.Short(kind, 40)}'; " + (NearestName.To(kind, names) is { } near ? $"did you mean {near}?" : "wayleave config --list lists them"));
        return null;
    }

    private static RecipeOptions? ReadOptions(ParseResult parsed, List<string> errors)
    {
        Uri? to = ReadTo(parsed.GetValue(s_to), errors);
        string? domain = ReadDomain(parsed.GetValue(s_domain), errors);
        string edge = Values.Word(parsed, s_edge, s_edges, errors) ?? "none";
        string? tls = parsed.GetValue(s_tls);
        string[] files = tls?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];
        if (tls is not (null or "self-signed") && (files.Length != 2 || files.Any(HasBlank)))
            errors.Add($"--tls: '{Printable.Short(tls, 60)}' is neither self-signed nor two files; write /etc/ssl/app.pem,/etc/ssl/app.key");
        string path = parsed.GetValue(s_socketPath) ?? "/";
        if (!path.StartsWith('/') || HasBlank(path)) errors.Add($"--socket-path: '{Printable.Short(path, 60)}' is not a request path; it begins with /, such as /ws");
        TimeSpan idle = Values.Duration(parsed, s_idle, TimeSpan.FromMinutes(1), TimeSpan.FromDays(30), errors) ?? TimeSpan.FromHours(2);
        int body = ReadBody(parsed.GetValue(s_body), errors);
        return to is null || domain is null || errors.Count > 0 ? null : new RecipeOptions
        {
            To = to, Domain = domain, Edge = edge, Idle = idle, BodyMiB = body, SocketPath = path,
            TlsFiles = files.Length == 2 ? (files[0], files[1]) : null,
            SelfSigned = tls == "self-signed" || (tls is null && edge == "cloudflare"),
        };
    }

    private static Uri? ReadTo(string? typed, List<string> errors)
    {
        if (typed is null) errors.Add("--to is missing: the app's address, such as http://127.0.0.1:8501");
        else if (!Uri.TryCreate(typed, UriKind.Absolute, out Uri? to) || to.Scheme is not ("http" or "https") || to.Host.Length == 0)
            errors.Add($"--to: '{Printable.Short(typed, 60)}' is not an http or https URL; write http://127.0.0.1:8501");
        else if (to.PathAndQuery != "/" || to.UserInfo.Length > 0)
            errors.Add($"--to: '{Printable.Short(typed, 60)}' has a path or a user; write only {to.GetLeftPart(UriPartial.Authority)}: a path would change what the app is asked for");
        else return to;
        return null;
    }

    private static string? ReadDomain(string? typed, List<string> errors)
    {
        if (typed is null) errors.Add("--domain is missing: the public host, such as app.example.org");
        else if (Uri.CheckHostName(typed) is not (UriHostNameType.Dns or UriHostNameType.IPv4) || typed.StartsWith('-'))
            errors.Add($"--domain: '{Printable.Short(typed, 60)}' is not a host name; write it without scheme and port: app.example.org");
        else return typed.ToLowerInvariant();
        return null;
    }

    private static int ReadBody(string? typed, List<string> errors)
    {
        // As nginx writes sizes too: 50m.
        string text = typed is [.., 'm' or 'g' or 'M' or 'G'] ? typed.ToUpperInvariant() + "iB" : typed ?? "50MiB";
        if (Sizes.TryParse(text, out long bytes) && bytes >= 1 << 20 && bytes <= 100L << 30) return (int)(bytes >> 20);
        errors.Add($"--body: '{Printable.Short(typed!, 40)}' is not a size from 1m to 100g; write 50m");
        return 0;
    }

    private static bool HasBlank(string text) => text.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || c is ';' or '{' or '}' or '"' or '\'' or '`' or '#' or '$' or '\\');
}
