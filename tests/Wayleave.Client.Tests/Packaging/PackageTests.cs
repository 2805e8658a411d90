using System.Diagnostics;
using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Xml.Linq;
using Wayleave.Server.Tests.Events;
using Wayleave.TestKit.Programs;

namespace Wayleave.Client.Tests.Packaging;

/// <summary>The package as users get it.</summary>
public sealed class PackageTests
{
    private static readonly TimeSpan s_bound = TimeSpan.FromMinutes(3);

    [Fact]
    public void The_client_knows_the_protocol_and_nothing_else_of_ours() =>
        typeof(EventsClient).Assembly.GetReferencedAssemblies().Select(name => name.Name!).Where(name => !name.StartsWith("System.", StringComparison.Ordinal)).ShouldBe(["Wayleave.Protocol"]);

    [Fact]
    public void No_type_of_the_protocol_is_seen_by_users()
    {
        var seen = from type in typeof(EventsClient).Assembly.GetExportedTypes()
            from member in type.GetMembers()
            where member.DeclaringType == type && member.ToString()!.Contains("Wayleave.Protocol", StringComparison.Ordinal)
            select $"{type.Name}.{member.Name}";
        seen.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_package_holds_all_that_it_needs_and_a_fresh_program_reads_events_with_it()
    {
        using var folder = new ScratchFolder("package");
        var (packed, said) = await DotnetAsync(folder.Path, "pack", Project(), "--no-build", "-c", Configuration, "-o", folder.Path, "--nologo");
        packed.ShouldBe(0, said);
        var package = Directory.GetFiles(folder.Path, "Wayleave.Client.*.nupkg").Single();
        Contents(package).ShouldBe(
        [
            "README.md", "Wayleave.Client.nuspec", "lib/net10.0/Wayleave.Client.dll", "lib/net10.0/Wayleave.Client.xml", "lib/net10.0/Wayleave.Protocol.dll", "lib/net10.0/Wayleave.Protocol.xml",
        ]);
        Contents(Path.ChangeExtension(package, ".snupkg")).ShouldBe(["Wayleave.Client.nuspec", "lib/net10.0/Wayleave.Client.pdb", "lib/net10.0/Wayleave.Protocol.pdb"]);
        var about = About(package);
        about.Descendants().Count(each => each.Name.LocalName == "dependency").ShouldBe(0);
        about.Descendants().Single(each => each.Name.LocalName == "readme").Value.ShouldBe("README.md");
        var version = about.Descendants().Single(each => each.Name.LocalName == "version").Value;

        // Nothing but this package, and nothing of it stays behind in this user's packages.
        folder.Write("nuget.config", """<configuration><packageSources><clear /><add key="here" value="." /></packageSources><config><add key="globalPackagesFolder" value="kept" /></config></configuration>""");
        folder.Write("Fresh.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings><UseAppHost>false</UseAppHost></PropertyGroup>
              <ItemGroup><PackageReference Include="Wayleave.Client" Version="{version}" /></ItemGroup>
            </Project>
            """);
        folder.Write("Program.cs", """
            using Wayleave.Client;

            await using var client = new EventsClient(new EventsClientOptions { Url = new Uri(args[0]), Since = "0" });
            await foreach (var e in client.ReadEventsAsync((gap, _) => throw new InvalidOperationException(gap.Reason)))
            {
                Console.WriteLine($"{e.Channel} {e.GetJson()}");
                if (e.GetJson().GetInt32() == 2)
                    break;
            }
            """);
        var (restored, whyNot) = await DotnetAsync(folder.Path, "restore", "--nologo");
        Assert.SkipWhen(restored != 0 && whyNot.Contains("NU1101", StringComparison.Ordinal) && !whyNot.Contains("Wayleave.Client", StringComparison.Ordinal), $"this SDK needs packages of its own to restore: {whyNot}");
        restored.ShouldBe(0, whyNot);
        var (built, errors) = await DotnetAsync(folder.Path, "build", "--no-restore", "-o", Path.Combine(folder.Path, "out"), "--nologo", "-v", "quiet");
        built.ShouldBe(0, errors);
        await using var rig = await EventRig.StartAsync();
        await rig.PublishAsync("user:7:events", "1");
        await rig.PublishAsync("user:7:events", "2");
        var (ended, read) = await DotnetAsync(folder.Path, Path.Combine(folder.Path, "out", "Fresh.dll"), $"{rig.Gateway.Urls[0]}/ws/7");
        ended.ShouldBe(0, read);
        read.ShouldBe("user:7:events 1\nuser:7:events 2\n");
    }

    private static string Configuration =>
#if DEBUG
        "Debug";
#else
        "Release";
#endif

    private static string Project([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "src", "Wayleave.Client", "Wayleave.Client.csproj"));

    // Save what every package has for itself.
    private static string[] Contents(string package)
    {
        using var zip = ZipFile.OpenRead(package);
        return [.. zip.Entries.Select(entry => entry.FullName).Where(name => !name.StartsWith("_rels/", StringComparison.Ordinal) && !name.StartsWith("package/", StringComparison.Ordinal) && name != "[Content_Types].xml").Order(StringComparer.Ordinal)];
    }

    private static XDocument About(string package)
    {
        using var zip = ZipFile.OpenRead(package);
        using var about = zip.GetEntry("Wayleave.Client.nuspec")!.Open();
        return XDocument.Load(about);
    }

    private static async Task<(int Status, string Said)> DotnetAsync(string folder, params string[] arguments)
    {
        using var program = Process.Start(new ProcessStartInfo("dotnet", arguments)
        {
            WorkingDirectory = folder, UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true,
            // No build server outlives the test.
            Environment = { ["MSBUILDDISABLENODEREUSE"] = "1", ["UseSharedCompilation"] = "false", ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1", ["DOTNET_NOLOGO"] = "1" },
        })!;
        using var limit = new CancellationTokenSource(s_bound);
        var (output, errors) = (program.StandardOutput.ReadToEndAsync(limit.Token), program.StandardError.ReadToEndAsync(limit.Token));
        try
        {
            await program.WaitForExitAsync(limit.Token);
            return (program.ExitCode, await output + await errors);
        }
        finally
        {
            if (!program.HasExited)
                program.Kill(entireProcessTree: true);
        }
    }
}
