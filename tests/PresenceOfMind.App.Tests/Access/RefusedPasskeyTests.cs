using System.Net;
using System.Text.Json.Nodes;
using PresenceOfMind.Access.Audit;

namespace PresenceOfMind.App.Tests.Access;

/// <summary>Answers that prove nothing sign nobody in.</summary>
public sealed class RefusedPasskeyTests(PasskeyProgram passkeys) : IClassFixture<PasskeyProgram>
{
    [Fact]
    public async Task An_answer_that_was_tampered_with_signs_nobody_in()
    {
        using var device = await passkeys.AddAsync("ann", count: 5);
        using var another = new TestDevice(passkeys.Origin) { UserHandle = device.UserHandle };
        var wrong = new List<string>();
        foreach (var (what, answer) in new (string, Func<string, string>)[]
        {
            ("no answer", _ => ""),
            ("no JSON", _ => "hello"),
            ("an empty object", _ => "{}"),
            ("another challenge", o => device.Get(Change(o, "challenge", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"))),
            ("another domain", o => device.Get(Change(o, "rpId", "example.com"))),
            ("another origin", o => With(device, d => d.Origin = "https://elsewhere.example", o)),
            ("a signature of another key", o => Replace(device.Get(o), "signature", another.Get(o))),
            ("data that were changed after signing", o => Replace(device.Get(o), "authenticatorData", another.Get(o))),
            ("a passkey of nobody", another.Get),
            ("an account of nobody", o => With(device, d => d.UserHandle = "bm9ib2R5", o)),
            ("a person who was not verified", o => With(device, d => d.IsVerified = false, o)),
            ("a counter that did not grow", o => With(device, d => d.Count = 5, o)),
        })
        {
            device.Count++;
            using var browser = passkeys.Open();
            using var refused = await PasskeyProgram.SignInAsync(browser, answer);
            using var page = await browser.GetAsync("/account");
            if (refused.StatusCode != HttpStatusCode.Forbidden || page.StatusCode != HttpStatusCode.Redirect)
            {
                wrong.Add($"{what}: {refused.StatusCode}");
            }
        }

        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
        device.Count++;
        using var right = passkeys.Open();
        using var signedIn = await PasskeyProgram.SignInAsync(right, device.Get);
        Assert.Equal(HttpStatusCode.Redirect, signedIn.StatusCode);
        var failed = await passkeys.Program.Audit.ListAsync(new AuditFilter { Action = AuditTable.SignInFailed }, before: null, most: 50);
        Assert.NotEmpty(failed);
        Assert.All(failed, e => Assert.Equal(("passkey-refused", null), (e.Code, e.Actor)));
    }

    [Fact]
    public async Task An_answer_is_taken_once_also_with_the_cookie_of_its_challenge()
    {
        // A device that does not count, as passkeys in password managers.
        using var device = await passkeys.AddAsync("bob");
        using var browser = passkeys.Open();
        var challenge = new List<Cookie>();
        var credential = "";
        using var first = await PasskeyProgram.SignInAsync(browser, options =>
        {
            challenge.AddRange(browser.Cookies.GetCookies(passkeys.Page).Where(c => c.Name.EndsWith("-passkey", StringComparison.Ordinal)));
            challenge = [.. challenge.Select(c => new Cookie(c.Name, c.Value))];
            return credential = device.Get(options);
        });
        Assert.Equal(HttpStatusCode.Redirect, first.StatusCode);
        Assert.Single(challenge);
        Assert.DoesNotContain(
            browser.Cookies.GetCookies(passkeys.Page), c => c.Name.EndsWith("-passkey", StringComparison.Ordinal));

        using var thief = passkeys.Open();
        var form = Browser.HiddenFields(await thief.ReadAsync("/sign-in"));
        (form["_handler"], form["credential"]) = ("passkey", credential);
        challenge.ForEach(c => thief.Cookies.Add(passkeys.Page, c));
        using var replayed = await thief.PostAsync("/sign-in", form);
        Assert.Equal(HttpStatusCode.Forbidden, replayed.StatusCode);

        using var without = passkeys.Open();
        var again = Browser.HiddenFields(await without.ReadAsync("/sign-in"));
        (again["_handler"], again["credential"]) = ("passkey", credential);
        using var unasked = await without.PostAsync("/sign-in", again);
        Assert.Equal(HttpStatusCode.Forbidden, unasked.StatusCode);
    }

    private static string Change(string options, string member, string value)
    {
        var asked = JsonNode.Parse(options)!;
        asked[member] = value;
        return asked.ToJsonString();
    }

    private static string Replace(string answer, string member, string other)
    {
        var made = JsonNode.Parse(answer)!;
        made["response"]![member] = (string)JsonNode.Parse(other)!["response"]![member]!;
        return made.ToJsonString();
    }

    private static string With(TestDevice device, Action<TestDevice> change, string options)
    {
        var (origin, count, handle) = (device.Origin, device.Count, device.UserHandle);
        change(device);
        var answer = device.Get(options);
        (device.Origin, device.Count, device.UserHandle, device.IsVerified) = (origin, count, handle, true);
        return answer;
    }
}
