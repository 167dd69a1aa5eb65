import type { Member } from "@parley/protocol";
import { useEffect, useState } from "preact/hooks";
import { tellRefusal, tellStayed } from "./conversation/act.ts";
import { createDesk, type Desk } from "./desk/desk.ts";
import { Login } from "./login/Login.tsx";
import { Setup } from "./login/Setup.tsx";
import { route } from "./route.ts";
import { session } from "./desk/session.ts";
import { Shell } from "./shell/Shell.tsx";
import { DeskContext } from "./desk/use-desk.ts";
import { Toasts } from "./ui/Toasts.tsx";

/** The console: a one-time link, the door, or the desk. */
export function App() {
  return (
    <>
      <Screen />
      <Toasts />
    </>
  );
}

function Screen() {
  const { section, query } = route.value;
  const state = session.value;
  if (section === "setup") return <Setup token={query.get("token") ?? ""} />;
  if (state.status === "asking") return <main class="door" aria-busy="true" />;
  if (state.status === "out") return <Login unreachable={state.unreachable} unfinished={state.unfinished === true} />;
  return <AtDesk key={state.me.id} me={state.me} />;
}

function AtDesk({ me }: { me: Member }) {
  const [desk, setDesk] = useState<Desk>();
  useEffect(() => {
    const mine = createDesk(me, { stayed: tellStayed, refused: tellRefusal });
    setDesk(mine);
    return () => mine.stop();
  }, []);
  return desk ? (
    <DeskContext.Provider value={desk}>
      <Shell />
    </DeskContext.Provider>
  ) : null;
}
