using System.CommandLine;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using PresenceOfMind.App.Commands.Api;
using PresenceOfMind.App.Commands.Secrets;
using PresenceOfMind.App.Files;
using PresenceOfMind.App.Output;
using PresenceOfMind.App.Settings;

namespace PresenceOfMind.App.Commands.Admin;

/// <summary><c>pom people …</c> and <c>pom app-users …</c>: list, add, remove, import, of a running server.</summary>
internal static class UserCommands
{
    public static Command MakePeople(SettingOptions settings)
    {
        var options = Options(settings);
        var name = new Option<string?>("--name")
        {
            Description = "The name for people to read. Default: the user's name.",
            HelpName = "name",
        };
        return new Command("people", "The people that the server knows.")
        {
            MakeList("people", "Lists the people.", ["user", "name"], options),
            MakeAdd(
                "people",
                "Adds a person, or changes the name of one.",
                command => command.Add(name),
                parsed => new JsonObject { ["name"] = parsed.GetValue(name) },
                options),
            MakeRemove("people", "Removes a person, with sessions and presence.", options),
            MakeImport(
                "people",
                "Imports people: JSON like [{ \"user\": \"joe\", \"name\": \"Joe\" }], or CSV with the columns user,name.",
                options),
        };
    }

    public static Command MakeAppUsers(SettingOptions settings)
    {
        var options = Options(settings);
        var password = new PasswordOptions($"Default {PasswordOptions.Variable}; a terminal is asked.");
        return new Command("app-users", "The application users that may log in at the server.")
        {
            MakeList("app-users", "Lists the application users.", ["user"], options),
            MakeAdd(
                "app-users",
                "Adds an application user, or changes the password of one.",
                password.AddTo,
                parsed => new JsonObject { ["password"] = Find(password, parsed) },
                options),
            MakeRemove("app-users", "Removes an application user; its sessions end.", options),
            MakeImport(
                "app-users",
                "Imports application users: JSON like [{ \"user\": \"app\", \"password\": \"…\" }], or CSV with the columns user,password.",
                options),
        };
    }

    private static AdminOptions Options(SettingOptions settings) => new(settings, new ApiOptions(settings));

    private static string Find(PasswordOptions password, ParseResult parsed) => password.Find(parsed) ?? SecretFile.Ask("Password")
        ?? throw new UserException(ExitCode.Usage, $"give {PasswordOptions.FileOption} or {PasswordOptions.Variable}.");

    private static Command MakeList(string path, string help, string[] columns, AdminOptions options)
    {
        var command = new Command("list", help);
        options.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var api = options.Client(parsed);
            var users = (await api.SendAsync(HttpMethod.Get, "admin/" + path, null, cancellationToken))!.AsArray();
            if (options.WantsJson(parsed))
            {
                users.ToList().ForEach(user => Terminal.Json(user!));
            }
            else
            {
                Terminal.Table(
                    [.. columns.Select(c => c.ToUpperInvariant())],
                    users.Select(user => columns.Select(c => (string?)user![c] ?? "").ToArray()));
            }

            return (int)ExitCode.Done;
        });
        return command;
    }

    private static Command MakeAdd(
        string path, string help, Action<Command> addOptions, Func<ParseResult, JsonObject> body, AdminOptions options)
    {
        var user = User();
        var command = new Command("add", help) { user };
        addOptions(command);
        options.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var api = options.Client(parsed);
            await api.SendAsync(
                HttpMethod.Put, $"admin/{path}/{Uri.EscapeDataString(parsed.GetValue(user)!)}", body(parsed), cancellationToken);
            Terminal.Done(options.WantsJson(parsed), null, ("user", parsed.GetValue(user)));
            return (int)ExitCode.Done;
        });
        return command;
    }

    private static Command MakeRemove(string path, string help, AdminOptions options)
    {
        var users = new Argument<string[]>("user") { Description = "The users' names, without a domain.", Arity = ArgumentArity.OneOrMore };
        var command = new Command("remove", help) { users };
        options.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var api = options.Client(parsed);
            await OperandLoop.ForEachAsync("user", parsed.GetValue(users)!, async user =>
            {
                await api.SendAsync(HttpMethod.Delete, $"admin/{path}/{Uri.EscapeDataString(user)}", null, cancellationToken);
                Terminal.Done(options.WantsJson(parsed), null, ("user", user), ("removed", true));
            });
            return (int)ExitCode.Done;
        });
        return command;
    }

    private static Command MakeImport(string path, string help, AdminOptions options)
    {
        var file = new Argument<string>("file") { Description = "A .json or .csv file." };
        var encoding = new Option<string?>("--encoding")
        {
            Description = "How the text of a CSV file is encoded: utf-8, windows-1252, iso-8859-1, …. Default utf-8.",
            HelpName = "name",
        };
        var command = new Command("import", help) { file, encoding };
        options.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var api = options.Client(parsed);
            var answer = (await api.SendFileAsync(
                $"admin/{path}/import",
                Read(parsed.GetValue(file)!, parsed.GetValue(encoding)),
                cancellationToken))!;
            if (options.WantsJson(parsed))
            {
                Terminal.Json(answer);
            }
            else
            {
                Terminal.Line($"{answer["added"]} added, {answer["changed"]} changed.");
            }

            return (int)ExitCode.Done;
        });
        return command;
    }

    private static bool IsEncoding(string name)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        try
        {
            _ = Encoding.GetEncoding(name);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static Argument<string> User() => new("user") { Description = "The user's name, without a domain." };

    private static ByteArrayContent Read(string path, string? encoding)
    {
        var isCsv = path.EndsWith(".csv", StringComparison.OrdinalIgnoreCase);
        if (encoding is not null && (!isCsv || !IsEncoding(encoding)))
        {
            throw new UserException(
                ExitCode.Usage,
                isCsv
                    ? $"--encoding takes the name of an encoding like utf-8 or windows-1252, not \"{encoding}\"."
                    : "--encoding goes with a .csv file: JSON is UTF-8.");
        }

        try
        {
            var content = new ByteArrayContent(File.ReadAllBytes(path));
            content.Headers.ContentType = isCsv
                ? new MediaTypeHeaderValue("text/csv", encoding)
                : new MediaTypeHeaderValue("application/json");
            return content;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new UserException(ExitCode.Usage, $"{path} cannot be read: {error.Message}", error);
        }
    }
}
