using System.Globalization;
using System.Text.Json.Nodes;
using PresenceOfMind.App.Output;

namespace PresenceOfMind.App.Commands.Accounts;

/// <summary>Prints accounts.</summary>
internal static class AccountOutput
{
    /// <summary>Prints a list.</summary>
    /// <param name="accounts">The accounts.</param>
    public static void Table(JsonArray accounts) => Terminal.Table(
        ["NAME", "ROLES", "CREATED", "LAST SIGN-IN"],
        accounts.Select(account => new[]
        {
            (string?)account!["name"] ?? "",
            Roles(account),
            Time(account["created"], ""),
            Time(account["lastSignIn"], "never"),
        }));

    /// <summary>Prints an account that was made or changed now.</summary>
    /// <param name="account">The account.</param>
    /// <param name="json">Whether as JSON.</param>
    public static void Changed(JsonNode account, bool json)
    {
        if (json)
        {
            Terminal.Json(account);
        }
        else
        {
            Terminal.Line($"{account["name"]}: {(Roles(account) is { Length: > 0 } roles ? roles : "no role")}");
        }
    }

    private static string Roles(JsonNode account) => string.Join(", ", account["grants"]!.AsArray().Select(grant =>
        $"{grant!["role"]}{((string?)grant["worker"] is { } worker ? $" {worker}" : "")} in {(string?)grant["team"] ?? "all teams"}"));

    private static string Time(JsonNode? time, string none) =>
        time is null ? none : time.GetValue<DateTimeOffset>().ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture);
}
