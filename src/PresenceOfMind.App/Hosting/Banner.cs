using PresenceOfMind.App.Certificates;
using PresenceOfMind.App.Demo;
using PresenceOfMind.App.Output;
using PresenceOfMind.App.Ports;
using PresenceOfMind.App.Settings;
using PresenceOfMind.Client.Watching;
using PresenceOfMind.Dispatch.Core.Identity;

namespace PresenceOfMind.App.Hosting;

/// <summary>What is printed at the start: where everything is, and what to try.</summary>
internal static class Banner
{
    /// <summary>Prints that of <c>pom up</c>.</summary>
    public static void PrintUp(PomSettings settings, ServerCertificate certificate, AdminKey admin)
    {
        Console.Out.WriteLine($"""

            Presence of Mind is up.

              page and API   {settings.PageUrl()}
              PWS            {settings.Url("http", settings.PwsHttpPort)}presence-service   (application user demo, password demo)
              PWS, HTTPS     {settings.Url("https", settings.PwsHttpsPort)}presence-service
              certificate    {certificate.PublicPath}
              data           {settings.Data}
            """);
        PrintKey(settings, admin);

        var hints = new CommandHints(settings);
        PrintTry(
            hints.Pws("pom pws set-presence AWAY carlotta"),
            hints.Api("pom tasks add \"Call the customer back\""),
            hints.Api("pom tasks list"));
    }

    /// <summary>Prints that of <c>pom server</c>.</summary>
    public static void PrintServer(
        PomSettings settings, ServerCertificate certificate, AdminKey admin, int people, int appUsers, DemoRemnants left)
    {
        var hints = new CommandHints(settings);
        Console.Out.WriteLine($"""

            The PWS server is up.

            {Pws(settings)}
              admin          {settings.PageUrl(settings.AdminPort)}admin
              certificate    {certificate.PublicPath}
              data           {settings.Data}
              directory      {Count(people, "person", "people")}, {Count(appUsers, "application user", "application users")}{(people > 0 && appUsers > 0 ? "" : "   (add both as below, or by --directory FILE)")}
            """);
        PrintKey(settings, admin);
        if (left.Described is { } demo)
        {
            Console.Out.WriteLine($"  demo users     {demo}");
        }

        PrintTry([
            hints.Admin("pom people list", settings.AdminPort),
            .. people > 0 ? Array.Empty<string>() : [hints.Admin("pom people add joe", settings.AdminPort)],
            .. appUsers > 0 ? Array.Empty<string>() : [hints.Admin("pom app-users add app", settings.AdminPort)],
            .. left.People.Count == 0
                ? Array.Empty<string>()
                : [hints.Admin($"pom people remove {string.Join(' ', left.People)}", settings.AdminPort)],
            .. left.AppUsers.Count == 0
                ? Array.Empty<string>()
                : [hints.Admin($"pom app-users remove {string.Join(' ', left.AppUsers)}", settings.AdminPort)],
        ]);
    }

    private static string Pws(PomSettings settings) => string.Join('\n', settings.PwsPorts().Select((ports, i) => $"""
          PWS            {settings.Url("http", ports.Http)}presence-service{(settings.Nodes.Count == 0 ? "" : $"   (node {settings.Nodes[i].Told})")}
          PWS, HTTPS     {settings.Url("https", ports.Https)}presence-service
        """));

    /// <summary>Prints that of <c>pom dispatch</c>.</summary>
    public static void PrintDispatch(
        PomSettings settings, PresenceWatcherOptions? source, IReadOnlyList<TeamName> teams, AdminKey admin)
    {
        Console.Out.WriteLine($"""

            The dispatcher is up.

              page and API   {settings.PageUrl()}
              {(source is null
                ? "presence       from programs only: no --pws-server   (pom presence set CONTACT STATE --for 30m)"
                : $"watches        {source.Server} as {source.EndUser}, called back at {source.CallbackUrl}")}
              teams          {(teams.Count > 0 ? string.Join(", ", teams) : "none yet   (add one as below, or by --teams FILE)")}
              data           {settings.Data}
            """);
        PrintKey(settings, admin);

        var hints = new CommandHints(settings);
        PrintTry([
            .. teams.Count > 0 ? Array.Empty<string>() : [hints.Api("pom teams add desk")],
            hints.Api("pom teams list"),
            .. teams.Count > 0
                ? [hints.Api($"pom tasks list{(teams.Count > 1 ? $" --team {ShellText.Quote(teams[0].Value)}" : "")}")]
                : Array.Empty<string>(),
        ]);
    }

    private static void PrintKey(PomSettings settings, AdminKey admin)
    {
        if (admin.Printed is { } text)
        {
            Console.Out.WriteLine($"  admin key      {text}   (created now and not shown again; store it)");
        }
        else if (admin.FilePath is { } file)
        {
            Console.Out.WriteLine($"  admin key      in {file}");
        }

        if (admin.IsOpen)
        {
            Console.Out.WriteLine(
                $"  access         open: everybody who reaches {settings.Address} is administrator, until somebody makes an "
                    + "account or a key: pom accounts add NAME");
        }
    }

    private static void PrintTry(params string[] commands)
    {
        Console.Out.WriteLine("\nTry, in another terminal:");
        foreach (var command in CommandHints.Path() is { } path ? [path, .. commands] : commands)
        {
            Console.Out.WriteLine($"  {command}");
        }

        Console.Out.WriteLine("\nCtrl+C stops it.");
    }

    private static string Count(int count, string one, string many) => count == 1 ? $"1 {one}" : $"{count} {many}";
}
