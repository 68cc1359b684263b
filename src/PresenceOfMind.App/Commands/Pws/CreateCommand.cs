using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using PresenceOfMind.App.Output;
using PresenceOfMind.App.SetUp;
using PresenceOfMind.Client;
using PresenceOfMind.Protocol;

namespace PresenceOfMind.App.Commands.Pws;

/// <summary><c>pom pws create</c>: registers the endpoint and subscribes to the contacts.</summary>
internal static class CreateCommand
{
    public static Command Make(PwsOptions options)
    {
        var contacts = new Argument<string[]>("contact")
        {
            Description = "Names, or contacts like joe@example.com. Default: contacts.list.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        contacts.CompletionSources.Add(FolderCompletion.Contacts);
        var expiry = ExpiryOption.Make("The expiry of endpoint and subscription", PwsFacts.LeastExpirySeconds);
        var command = new Command("create", "Registers the endpoint and subscribes to the contacts: the second of four steps.")
        {
            contacts,
            expiry,
        };
        options.AddWithUserTo(command);
        options.AddEndpointTo(command);
        command.SetAction((parsed, cancellationToken) =>
        {
            var target = options.SetUpTarget(parsed);
            var user = options.EndUser(parsed);
            var callback = options.Endpoint(parsed);
            string[] names = [.. PwsOptions.Contacts(parsed.GetValue(contacts)!).Select(target.Contact)];
            var lives = ExpiryOption.Read(parsed.GetValue(expiry)!);
            var common = options.CommonPorts(parsed);
            return PwsCall.RunAsync(target, async client =>
            {
                var visit = await SetUpSessions.LogInAsync(client, target, user, force: false, cancellationToken);
                var ends = DateTimeOffset.Now + lives;
                var endpoint = new StoredEndpoint(
                    await client.RegisterEndpointAsync(visit.App, callback, lives, cancellationToken), callback, ends);
                visit.Keep(visit.State with { Endpoints = [.. visit.State.Endpoints.Where(e => e.Id != endpoint.Id), endpoint] });
                var id = await SubscribeAsync(client, visit, endpoint, names, lives, cancellationToken);
                var subscription = new StoredSubscription(id, endpoint.Id, names.Length, ends);
                visit.Keep(visit.State with { Subscriptions = [.. visit.State.Subscriptions.Where(s => s.Id != id), subscription] });
                Write(endpoint, subscription, options.WantsJson(parsed) ? null : options.Next(parsed, "pom pws endpoint"));
                await EndpointWarnings.OfEndpointAsync(callback, target.Server, common, cancellationToken);
                await EndpointWarnings.OfContactsAsync(client, visit.EndUser!, names, cancellationToken);
            });
        });
        return command;
    }

    /// <summary>How many contacts there are, in words.</summary>
    public static string Count(int contacts) => contacts == 1 ? "1 contact" : $"{contacts} contacts";

    // An endpoint without a subscription is of no use, and would have the next one get another id.
    private static async Task<int> SubscribeAsync(
        IPwsClient client,
        SetUpSessions visit,
        StoredEndpoint endpoint,
        string[] names,
        TimeSpan lives,
        CancellationToken cancellationToken)
    {
        try
        {
            return await client.SubscribeAsync(visit.EndUser!, endpoint.Id, names, lives, cancellationToken);
        }
        catch (PwsException)
        {
            await client.UnregisterEndpointAsync(visit.App, endpoint.Id, cancellationToken);
            visit.Keep(visit.State with { Endpoints = [.. visit.State.Endpoints.Where(e => e.Id != endpoint.Id)] });
            throw;
        }
    }

    private static void Write(StoredEndpoint endpoint, StoredSubscription subscription, string? next)
    {
        if (next is null)
        {
            Terminal.Json(new JsonObject
            {
                ["endpoint"] = endpoint.Id,
                ["url"] = endpoint.Url.ToString(),
                ["subscription"] = subscription.Id,
                ["contacts"] = subscription.Contacts,
                ["ends"] = endpoint.Ends.ToString("o", CultureInfo.InvariantCulture),
            });
            return;
        }

        Terminal.Line($"Endpoint {endpoint.Id}: {endpoint.Url}, until {Terminal.Time(endpoint.Ends)}.");
        Terminal.Line(
            $"Subscription {subscription.Id}: {Count(subscription.Contacts)}, until {Terminal.Time(subscription.Ends)}. Next: {next}");
    }
}
