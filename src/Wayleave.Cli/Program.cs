using Wayleave.Cli.CommandLine;

// The commonest question of scripts is answered before anything is loaded.
if (args is ["--version"])
{
    Console.Out.WriteLine("wayleave " + ProgramVersion.Text);
    return ExitStatus.Fine;
}

return await Launch.FromProcessAsync(args);
