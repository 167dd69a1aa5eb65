import { channelContract } from "./channel.contract.ts";
import { openPhoneWorld } from "./phone-world.ts";

channelContract("the telephone", () => openPhoneWorld({ second: 400 }));
